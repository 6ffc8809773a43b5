import { decodeRow } from './journal.js';
/** Reads rows into the cache. Keys that are requested during a read are read together after it. */
export class Reader {
    #rows;
    #cache;
    #wanted = new Set();
    #underWay;
    #next;
    constructor(rows, cache) {
        this.#rows = rows;
        this.#cache = cache;
    }
    /** Resolves once the cache knows the keys. The caller must have pinned them there. */
    load(keys) {
        for (const key of keys)
            this.#wanted.add(key);
        this.#next ??= this.#run();
        return this.#next;
    }
    async #run() {
        await this.#underWay?.catch(() => { });
        this.#underWay = this.#next;
        this.#next = undefined;
        const keys = [...this.#wanted];
        this.#wanted = new Set();
        const texts = await this.#rows.getMany(keys);
        for (const [index, key] of keys.entries()) {
            const text = texts[index];
            this.#cache.learn(key, text === undefined ? undefined : decodeRow(text, this.#rows.place));
        }
    }
}
