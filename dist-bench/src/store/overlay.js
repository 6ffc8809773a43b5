/** How much JSON is kept, in UTF-16 units. */
const mostUnits = 4 * 1024 * 1024;
/**
 * The values of a store that its only process knows without reading them: those being written, which reads must see at
 * once, and those written or read lately, so that nothing is decoded right after it was encoded.
 */
export class Overlay {
    #known = new Map();
    #units = 0;
    get(key) {
        return this.#known.get(key)?.entry;
    }
    /** The value is being written. */
    begin(key, entry) {
        this.#forget(key);
        this.#known.set(key, { entry, units: undefined });
    }
    /** The value has been written or read; `units` is the length of its JSON. */
    done(key, entry, units) {
        const known = this.#known.get(key);
        if (known && known.entry !== entry)
            return;
        const written = known ?? { entry, units: undefined };
        if (!known)
            this.#known.set(key, written);
        if (written.units !== undefined)
            return;
        written.units = units + key.length;
        this.#units += written.units;
        if (this.#units > mostUnits)
            this.#shrink();
    }
    /** The value could not be written: the store still has the old one. */
    failed(key, entry) {
        if (this.#known.get(key)?.entry === entry)
            this.#forget(key);
    }
    /** Forgets all values except those being written. */
    clear() {
        for (const [key, { units }] of this.#known)
            if (units !== undefined)
                this.#forget(key);
    }
    /** Forgets a quarter of the values, the oldest first. */
    #shrink() {
        for (const [key, { units }] of this.#known) {
            if (this.#units <= mostUnits * 0.75)
                return;
            if (units !== undefined)
                this.#forget(key);
        }
    }
    #forget(key) {
        const known = this.#known.get(key);
        if (!known)
            return;
        this.#units -= known.units ?? 0;
        this.#known.delete(key);
    }
}
