import { LoopPace } from './loopPace.js';
/** Begins some jobs in each turn of the event loop, in the order in which they came. */
export class LoopQueue {
    #jobs = [];
    #isBeginning = false;
    #pace = new LoopPace();
    /** `job` must not throw. */
    push(job) {
        this.#jobs.push(job);
        this.#beginSoon();
    }
    #beginSoon() {
        if (this.#isBeginning)
            return;
        if (this.#jobs.length === 0) {
            this.#pace.rest();
            return;
        }
        this.#isBeginning = true;
        setImmediate(() => {
            this.#isBeginning = false;
            for (const job of this.#jobs.splice(0, this.#pace.next()))
                job();
            this.#beginSoon();
        });
    }
}
