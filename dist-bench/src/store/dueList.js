import TinyQueue from 'tinyqueue';
/** How many removed items may stay in the queue before it is rebuilt. */
const mostStale = 64;
/** Scheduled items in memory, in the order of their times. */
export class DueList {
    #byKey = new Map();
    /** Also contains items that were removed or replaced; they are skipped when their time comes. */
    #queue = new TinyQueue([], compare);
    /** Adds an item, replacing any other under its key. */
    put(item) {
        this.#byKey.set(item.key, item);
        this.#queue.push(item);
        this.#tidy();
    }
    remove(key) {
        const item = this.#byKey.get(key);
        this.#byKey.delete(key);
        this.#tidy();
        return item;
    }
    /** When the first item is due, in epoch ms. */
    get next() {
        return this.#first()?.dueAt;
    }
    /** Removes and returns up to `limit` items that are due at `now`, the longest due first. */
    take(now, limit) {
        const taken = [];
        for (let item = this.#first(); item && item.dueAt <= now && taken.length < limit; item = this.#first()) {
            this.#queue.pop();
            this.#byKey.delete(item.key);
            taken.push(item);
        }
        return taken;
    }
    clear() {
        this.#byKey.clear();
        this.#queue = new TinyQueue([], compare);
    }
    #first() {
        for (;;) {
            const item = this.#queue.peek();
            if (!item || this.#byKey.get(item.key) === item)
                return item;
            this.#queue.pop();
        }
    }
    #tidy() {
        if (this.#queue.length - this.#byKey.size <= mostStale + this.#byKey.size)
            return;
        this.#queue = new TinyQueue([...this.#byKey.values()], compare);
    }
}
function compare(a, b) {
    return a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1);
}
