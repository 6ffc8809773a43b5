/** One time limit for all calls, with a single timer: a timer for each call would cost more than the call. */
export class Deadlines {
    #ms;
    #onLate;
    /** The calls under way, in the order of their deadlines. */
    #entries = new Set();
    #whenIdle = [];
    #timer;
    /** `onLate` is called whenever calls have missed their deadline. */
    constructor(ms, onLate) {
        this.#ms = ms;
        this.#onLate = onLate;
    }
    /** The result of `work`, or a rejection after the time limit. */
    within(work) {
        return new Promise((resolve, reject) => {
            const entry = { until: performance.now() + this.#ms, reject };
            this.#entries.add(entry);
            this.#timer ??= setTimeout(() => this.#look(), this.#ms).unref();
            work.then((answer) => {
                this.#over(entry);
                resolve(answer);
            }, (error) => {
                this.#over(entry);
                reject(error);
            });
        });
    }
    /** Resolves once no call is under way. */
    async idle() {
        if (this.#entries.size > 0)
            await new Promise((resolve) => this.#whenIdle.push(resolve));
    }
    #over(entry) {
        this.#entries.delete(entry);
        if (this.#entries.size === 0)
            for (const resolve of this.#whenIdle.splice(0))
                resolve();
    }
    #look() {
        this.#timer = undefined;
        // Timers may fire a little early.
        const now = performance.now() + 1;
        let isLate = false;
        for (const entry of this.#entries) {
            if (entry.until > now) {
                this.#timer = setTimeout(() => this.#look(), entry.until - now + 1).unref();
                break;
            }
            isLate = true;
            entry.reject(new Error(`no answer within ${this.#ms} ms`));
            this.#over(entry);
        }
        if (isLate)
            this.#onLate();
    }
}
