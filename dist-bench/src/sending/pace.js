import { setTimeout as wait } from 'node:timers/promises';
const whatsApp = { perPerson: { burst: 45, everyMs: 6000 }, perNumber: { burst: 80, everyMs: 1000 / 80 } };
/** No limit. */
export const unpaced = {
    perPerson: { burst: Number.POSITIVE_INFINITY, everyMs: 0 },
    perNumber: { burst: Number.POSITIVE_INFINITY, everyMs: 0 },
};
export function ratesOf({ perPerson = whatsApp.perPerson, perNumber = whatsApp.perNumber } = {}) {
    return { perPerson, perNumber };
}
/**
 * The rate limits of one process, by the generic cell rate algorithm: for each key, the time until which its burst is
 * used up. It measures durations, so it uses the process's monotonic time and not the clock, which can be moved.
 */
export class Pacer {
    #rates;
    #now;
    #usedUntil = new Map();
    #sweptAt = 0;
    constructor(options, now = () => performance.now()) {
        this.#rates = ratesOf(options);
        this.#now = now;
    }
    get perNumber() {
        return this.#rates.perNumber;
    }
    usedMs(business) {
        const now = this.#now();
        return Math.max(0, (this.#usedUntil.get(business) ?? now) - now);
    }
    admit(business, person) {
        const delayMs = this.reserve(business, person);
        return delayMs > 0 ? wait(delayMs) : undefined;
    }
    /** Takes a slot for a message. Returns in how many ms it may leave. */
    reserve(business, person) {
        const now = this.#now();
        this.#sweep(now);
        const { perPerson, perNumber } = this.#rates;
        return Math.max(this.#place(`${business}:${person}`, perPerson, now), this.#place(business, perNumber, now));
    }
    #place(key, { burst, everyMs }, now) {
        if (everyMs === 0)
            return 0;
        const used = Math.max(this.#usedUntil.get(key) ?? now, now) + everyMs;
        this.#usedUntil.set(key, used);
        return Math.max(0, used - now - burst * everyMs);
    }
    /** Once a minute, forgets keys whose burst is fully available again. */
    #sweep(now) {
        if (now - this.#sweptAt < 60_000)
            return;
        this.#sweptAt = now;
        for (const [key, used] of this.#usedUntil)
            if (used <= now)
                this.#usedUntil.delete(key);
    }
}
