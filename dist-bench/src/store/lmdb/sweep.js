/** How many entries are checked for each one that is made. */
const perEntry = 2;
/** How many entries one transaction checks at least, if so many are owed: fewer are not worth a cursor. */
const atOnce = 64;
/**
 * Deletes entries that are over. It cycles through all of them, two for each that is made. So it keeps up with what is
 * made, however much comes at once, needs no index, and does nothing while nothing is made.
 */
export class Sweep {
    #entries;
    #isOver;
    #owed = 0;
    #cursor;
    constructor(entries, isOver) {
        this.#entries = entries;
        this.#isOver = isOver;
    }
    /** So many entries are made. */
    owe(made) {
        this.#owed += perEntry * made;
    }
    /** Checks what is owed. Call it inside of a transaction. */
    run() {
        if (this.#owed < atOnce)
            return;
        const limit = this.#owed;
        this.#owed = 0;
        const start = this.#cursor;
        let count = 0;
        let last;
        // Continue at the key at which the last sweep ended.
        for (const { key, value } of this.#entries.getRange({ ...(start !== undefined && { start }), limit: limit + 1 })) {
            count += 1;
            last = key;
            if (this.#isOver(value, key))
                this.#entries.remove(key);
        }
        this.#cursor = count <= limit ? undefined : last;
    }
}
