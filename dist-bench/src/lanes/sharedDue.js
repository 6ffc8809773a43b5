import { setImmediate as nextLoop } from 'node:timers/promises';
import { DueTimer } from './dueTimer.js';
/** How many due items are taken at once. */
const pageSize = 200;
/** Takes what falls due in a shared mailbox. Each process has a timer, and polls for what the others have scheduled. */
export class SharedDue {
    #takeDue;
    #timer;
    #next;
    constructor(clock, takeDue) {
        this.#takeDue = takeDue;
        this.#timer = new DueTimer(clock, () => this.#next, () => this.take());
    }
    start() {
        this.#timer.start();
    }
    scheduled(dueAt) {
        this.#next = Math.min(this.#next ?? dueAt, dueAt);
        this.#timer.set();
    }
    /** Moves what is due into its lanes, the longest due first. Yields to the event loop between two pages. */
    async take() {
        for (;;) {
            const { count, next } = await this.#takeDue(pageSize);
            this.#next = next;
            if (count < pageSize)
                break;
            await nextLoop();
        }
        this.#timer.set();
    }
    stop() {
        this.#timer.stop();
    }
}
