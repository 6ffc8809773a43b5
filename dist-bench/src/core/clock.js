/**
 * Smaller numbers are no epoch milliseconds but seconds: this is 3 March 1973 in milliseconds, and the year 5138 in
 * seconds.
 */
export const leastEpochMs = 1e11;
/** The machine's clock. The real time is read nowhere else. */
export const systemClock = { now: () => Date.now() };
/** A clock that follows another one and can be moved. The emulator and the tests use it. */
export class MovableClock {
    #offset = 0;
    #base;
    #listeners = new Set();
    constructor(base = systemClock) {
        this.#base = base;
    }
    now() {
        return this.#base.now() + this.#offset;
    }
    /** How far this clock is ahead of its base clock, in ms. */
    get offset() {
        return this.#offset;
    }
    /** Moves the clock forward by this many ms, or back if the number is negative. */
    advance(ms) {
        this.#move(this.#offset + ms);
    }
    /** Sets the clock to its base clock's time again. */
    reset() {
        this.#move(0);
    }
    onMove(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }
    #move(offset) {
        this.#offset = offset;
        for (const listener of this.#listeners)
            listener();
    }
}
