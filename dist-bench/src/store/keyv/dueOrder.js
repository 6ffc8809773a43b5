import TinyQueue from 'tinyqueue';
/** How many removed entries may stay in the queue before it is rebuilt. */
const mostStale = 64;
/** Scheduled items in the order of their times. Entries that are no longer valid are skipped. */
export class DueOrder {
    #isThere;
    #queue = new TinyQueue([], compare);
    constructor(isThere) {
        this.#isThere = isThere;
    }
    /** `there` is the number of valid entries. */
    add(entry, there) {
        this.#queue.push(entry);
        if (this.#queue.length <= 2 * there + mostStale)
            return;
        this.#queue = new TinyQueue(this.#queue.data.filter(({ sequence }) => this.#isThere(sequence)), compare);
    }
    get next() {
        return this.#first()?.dueAt;
    }
    /** Removes and returns what is due at `now`, the longest due first. */
    take(now, limit) {
        const taken = [];
        for (let first = this.#first(); first && first.dueAt <= now && taken.length < limit; first = this.#first()) {
            this.#queue.pop();
            taken.push(first);
        }
        return taken;
    }
    #first() {
        for (;;) {
            const first = this.#queue.peek();
            if (!first || this.#isThere(first.sequence))
                return first;
            this.#queue.pop();
        }
    }
}
function compare(a, b) {
    return a.dueAt - b.dueAt || a.sequence - b.sequence;
}
