import { conversationOf, lastFour } from '../core/conversation.js';
import { TurnTimeoutError } from '../core/errors.js';
/** The longest time that Node's timers take, in ms. */
const longestMs = 2 ** 31 - 1;
/** Takes the lane from turns that last too long. All have the same limit, so one timer for the oldest is enough. */
export class TurnLimit {
    #limitMs;
    #observe;
    /** When each turn began, the oldest first. */
    #begun = new Map();
    #timer;
    #isClosed = false;
    constructor({ turnLimitMs, observe }) {
        this.#limitMs = turnLimitMs;
        this.#observe = observe;
    }
    begin(lease) {
        if (this.#limitMs === Number.POSITIVE_INFINITY)
            return;
        this.#begun.set(lease, performance.now());
        this.#timer ??= this.#after(this.#limitMs);
    }
    end(lease) {
        this.#begun.delete(lease);
        this.#release();
    }
    /** No more turns begin. Those that still run have their limit. */
    close() {
        this.#isClosed = true;
        this.#release();
    }
    /** The timer would keep `observe`, and all that it knows of, in memory until the limit has passed. */
    #release() {
        if (!this.#isClosed || this.#begun.size > 0)
            return;
        clearTimeout(this.#timer);
        this.#timer = undefined;
    }
    #after(ms) {
        return setTimeout(() => this.#look(), Math.min(Math.ceil(ms), longestMs)).unref();
    }
    #look() {
        this.#timer = undefined;
        for (const [lease, begunAt] of this.#begun) {
            const leftMs = begunAt + this.#limitMs - performance.now();
            if (leftMs > 0) {
                this.#timer = this.#after(leftMs);
                return;
            }
            this.#begun.delete(lease);
            const person = lastFour(conversationOf(lease.lane)?.person ?? '');
            this.#observe?.({ kind: 'overdue', person, limitMs: this.#limitMs });
            lease.lose(new TurnTimeoutError(this.#limitMs));
        }
    }
}
