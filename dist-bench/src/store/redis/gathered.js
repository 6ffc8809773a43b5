import { setImmediate as nextLoop } from 'node:timers/promises';
/** How many callers are answered per turn of the event loop. All of them go on at once, with all that a turn does. */
const mostPerLoop = 16;
/**
 * Gathers the requests of one turn of the event loop into one command. Under load, several callbacks arrive and several
 * turns end in the same turn of the loop.
 */
export class Gathered {
    #send;
    #most;
    #waiting = [];
    /** `send` resolves with one answer for each entry, in order. */
    constructor(send, most = 64) {
        this.#send = send;
        this.#most = most;
    }
    add(entry) {
        return new Promise((resolve, reject) => {
            if (this.#waiting.length === 0)
                setImmediate(() => this.#flush());
            this.#waiting.push({ entry, resolve, reject });
        });
    }
    #flush() {
        const all = this.#waiting;
        this.#waiting = [];
        for (let from = 0; from < all.length; from += this.#most)
            void this.#sendSome(all.slice(from, from + this.#most));
    }
    async #sendSome(some) {
        try {
            const answers = await this.#send(some.map(({ entry }) => entry));
            if (answers.length !== some.length)
                throw new TypeError('There must be one answer for each entry.');
            for (const [index, answer] of answers.entries()) {
                if (index > 0 && index % mostPerLoop === 0)
                    await nextLoop();
                // The lengths are equal, so there is a caller at each index.
                some[index]?.resolve(answer);
            }
        }
        catch (error) {
            for (const { reject } of some)
                reject(error);
        }
    }
}
