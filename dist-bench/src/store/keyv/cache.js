/**
 * The values that the process knows: those that wait to be applied, and those read or written lately. They are always
 * current, because no other process writes.
 */
export class Cache {
    #entries = new Map();
    #limit;
    constructor(limit) {
        this.#limit = limit;
    }
    /** The entry, if the key is known. */
    find(key) {
        const entry = this.#entries.get(key);
        if (!entry?.isKnown)
            return undefined;
        // Move the entry to the end: the least recently used are forgotten first.
        this.#entries.delete(key);
        this.#entries.set(key, entry);
        return entry;
    }
    /** Keeps the key's entry until it is unpinned, so that writes to it in the meantime are seen. */
    pin(key) {
        const entry = this.#entry(key);
        entry.pins += 1;
        return entry;
    }
    unpin(key) {
        const entry = this.#entries.get(key);
        if (!entry)
            return;
        entry.pins -= 1;
        if (entry.pins === 0 && !entry.isKnown)
            this.#entries.delete(key);
    }
    /** Adds what a read found, unless a newer value has been written. */
    learn(key, stored) {
        const entry = this.#entry(key);
        if (entry.isKnown)
            return;
        entry.isKnown = true;
        entry.stored = stored;
    }
    write(key, stored) {
        const entry = this.#entry(key);
        entry.isKnown = true;
        entry.stored = stored;
    }
    /** Forgets the least recently used values that no caller needs. */
    trim(isNeeded) {
        let looked = 0;
        for (const [key, { pins }] of this.#entries) {
            if (this.#entries.size <= this.#limit || looked > 1000)
                return;
            looked += 1;
            if (pins === 0 && !isNeeded(key))
                this.#entries.delete(key);
        }
    }
    #entry(key) {
        const known = this.#entries.get(key);
        if (known)
            return known;
        const entry = { isKnown: false, stored: undefined, pins: 0 };
        this.#entries.set(key, entry);
        return entry;
    }
}
