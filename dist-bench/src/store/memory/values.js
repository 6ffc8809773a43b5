import { systemClock } from '../../core/clock.js';
import { StoreError } from '../../core/errors.js';
import { evaluate } from '../evaluate.js';
/** How many values are checked for expiry with each value that is written. */
const sweptPerWrite = 2;
/** Values in one Map. Each commit is finished before the next one begins. */
export class MemoryValues {
    #entries = new Map();
    #clock;
    #sweeping = this.#entries.entries();
    #isClosed = false;
    constructor(clock = systemClock) {
        this.#clock = clock;
    }
    getMany(keys) {
        this.refuseIfClosed();
        return keys.map((key) => this.#read(key));
    }
    async commit(writes) {
        return this.commitNow(writes);
    }
    commitNow(writes) {
        this.refuseIfClosed();
        const { stored, changed } = evaluate(writes, (key) => this.#read(key));
        for (const [key, { value, ttlMs }] of changed) {
            if (value === undefined)
                this.#entries.delete(key);
            else
                this.#entries.set(key, { value, expires: ttlMs ? this.#clock.now() + ttlMs : 0 });
            this.#sweep();
        }
        for (const [index, { onStored }] of writes.entries())
            onStored?.(stored[index]);
        return stored;
    }
    async delete(keys) {
        this.refuseIfClosed();
        return keys.filter((key) => this.#entries.delete(key)).length;
    }
    async clear(keyPrefix) {
        this.refuseIfClosed();
        for (const key of this.#entries.keys()) {
            if (key.startsWith(keyPrefix))
                this.#entries.delete(key);
        }
    }
    async close() {
        this.#isClosed = true;
        this.#entries.clear();
    }
    refuseIfClosed() {
        if (this.#isClosed)
            throw new StoreError('The store memory: is closed.');
    }
    /** How many values are stored, including expired ones that are not deleted yet. */
    get size() {
        return this.#entries.size;
    }
    #read(key) {
        const entry = this.#entries.get(key);
        return entry && !this.#isOver(entry) ? entry.value : undefined;
    }
    #isOver({ expires }) {
        return expires > 0 && expires <= this.#clock.now();
    }
    /**
     * Deletes expired values. It cycles through all values, two for each that is written, so it keeps up with the writes.
     */
    #sweep() {
        for (let count = 0; count < sweptPerWrite; count += 1) {
            const { value: found, done } = this.#sweeping.next();
            if (done)
                this.#sweeping = this.#entries.entries();
            else if (this.#isOver(found[1]))
                this.#entries.delete(found[0]);
        }
    }
}
