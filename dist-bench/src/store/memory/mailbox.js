import { DueList } from '../dueList.js';
import { asideMs, rememberedMs } from '../lives.js';
/** How many ids are remembered at most. The oldest are forgotten first, because memory is limited. */
const mostRemembered = 500_000;
/** A mailbox that ends with the process, for tests and for `memory:` stores. */
export class MemoryMailbox {
    isDurable = false;
    #values;
    #clock;
    /** When each id was accepted, in epoch ms; the oldest first. */
    #seen = new Map();
    #items = new Map();
    /** The oldest first. */
    #aside = new Map();
    #due = new DueList();
    #sequence = 0;
    constructor(values, clock) {
        this.#values = values;
        this.#clock = clock;
    }
    async append(items, writes = []) {
        this.#values.commitNow(writes);
        return items.map((item) => this.#claim(item));
    }
    page(after, limit) {
        this.#values.refuseIfClosed();
        const page = [];
        for (const { stored } of this.#items.values()) {
            if (page.length === limit)
                break;
            if (stored.sequence > after)
                page.push(stored);
        }
        return page;
    }
    /** Nothing outlives the process, so nothing can count how often it died. */
    async begun() { }
    async done(sequence, writes) {
        this.#values.commitNow(writes);
        this.#items.delete(sequence);
    }
    async putAside({ sequence, item }, error, writes, items) {
        this.#values.commitNow(writes);
        this.#items.delete(sequence);
        this.#aside.delete(item.id);
        this.#aside.set(item.id, { item, error, at: this.#clock.now() });
        return items.map((each) => this.#claim(each));
    }
    async asides() {
        this.#values.refuseIfClosed();
        this.#forgetOld();
        return [...this.#aside.values()].map(({ item, error }) => ({ item, error }));
    }
    async takeBack(id) {
        this.#forgetOld();
        const aside = this.#aside.get(id);
        this.#aside.delete(id);
        return aside && this.#store(aside.item);
    }
    async schedule(item) {
        this.#values.refuseIfClosed();
        this.#due.put(item);
    }
    async cancel(key) {
        this.#values.refuseIfClosed();
        return this.#due.remove(key) !== undefined;
    }
    async takeDue(limit) {
        this.#values.refuseIfClosed();
        return this.#due.take(this.#clock.now(), limit).map(({ id, lane, payload }) => this.#claim({ id, lane, payload }));
    }
    nextDue() {
        return this.#due.next;
    }
    async measure() {
        this.#values.refuseIfClosed();
        this.#forgetOld();
        const [oldest] = this.#items.values();
        return { depth: this.#items.size, oldestAt: oldest?.at, aside: this.#aside.size };
    }
    /** How many ids and dead letters are kept. */
    get size() {
        return this.#seen.size + this.#aside.size;
    }
    async clear() {
        for (const kept of [this.#seen, this.#items, this.#aside, this.#due])
            kept.clear();
    }
    #store(item) {
        this.#sequence += 1;
        const stored = { sequence: this.#sequence, item };
        this.#items.set(stored.sequence, { stored, at: this.#clock.now() });
        return stored;
    }
    #claim(item) {
        this.#forgetOld();
        if (this.#seen.has(item.id))
            return undefined;
        this.#seen.set(item.id, this.#clock.now());
        return this.#store(item);
    }
    #forgetOld() {
        const now = this.#clock.now();
        for (const [id, at] of this.#seen) {
            if (now - at <= rememberedMs && this.#seen.size <= mostRemembered)
                break;
            this.#seen.delete(id);
        }
        for (const [id, { at }] of this.#aside) {
            if (now - at <= asideMs)
                break;
            this.#aside.delete(id);
        }
    }
}
