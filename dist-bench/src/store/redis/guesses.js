const mostGuesses = 10_000;
const mostInARow = 3;
/** In UTF-16 units. All guesses together take at most 20 MB, and usually a few. */
const longestGuess = 1000;
/**
 * The values that this process last saw. They are nearly always still current, and then a change takes one round trip
 * to Redis instead of two. A wrong guess costs no more than reading first.
 */
export class Guesses {
    #seen = new Map();
    at(key) {
        return this.#seen.get(key);
    }
    /** Whether to read first. A process that keeps guessing right would otherwise never let another one write the key. */
    mustLook(key) {
        return (this.#seen.get(key)?.inARow ?? 0) >= mostInARow;
    }
    /** `wasGuessed`: a change was written that was based on a guess only. */
    note(key, { raw, value }, wasGuessed = false) {
        const inARow = wasGuessed ? (this.#seen.get(key)?.inARow ?? 0) + 1 : 0;
        this.#seen.delete(key);
        if (raw.length <= longestGuess)
            this.#seen.set(key, { raw, value, inARow });
        if (this.#seen.size > mostGuesses)
            for (const oldest of this.#seen.keys())
                return void this.#seen.delete(oldest);
    }
    forget(key) {
        this.#seen.delete(key);
    }
    clear() {
        this.#seen.clear();
    }
}
