import { setTimeout as wait } from 'node:timers/promises';
import { ratesOf } from './pace.js';
/** The rate limits of all processes that share a store. Messages of one turn of the event loop share one request. */
export class SharedPacer {
    #pacing;
    #rates;
    #waiting = [];
    constructor(pacing, options) {
        this.#pacing = pacing;
        this.#rates = ratesOf(options);
    }
    get perNumber() {
        return this.#rates.perNumber;
    }
    usedMs(business) {
        return this.#rates.perNumber.everyMs === 0 ? 0 : this.#pacing.usedMs(business);
    }
    admit(business, person) {
        const { perPerson, perNumber } = this.#rates;
        if (perPerson.everyMs === 0 && perNumber.everyMs === 0)
            return undefined;
        return this.#delayOf(business, person).then((delayMs) => (delayMs > 0 ? wait(delayMs) : undefined));
    }
    #delayOf(business, person) {
        return new Promise((resolve, reject) => {
            if (this.#waiting.length === 0)
                setImmediate(() => void this.#ask());
            this.#waiting.push({ business, person, resolve, reject });
        });
    }
    async #ask() {
        const waiting = this.#waiting;
        this.#waiting = [];
        try {
            const delays = await this.#pacing.reserve(waiting, this.#rates);
            for (const [at, { resolve }] of waiting.entries())
                resolve(delays[at] ?? 0);
        }
        catch (error) {
            for (const { reject } of waiting)
                reject(error);
        }
    }
}
