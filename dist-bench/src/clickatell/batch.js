import { SendFailedError } from '../core/errors.js';
import { errorOf } from './outcome.js';
import { errors } from './wire.js';
/**
 * Gathers messages into requests, first come, first served.
 *
 * If fewer than `maxRequests` requests are under way, a message leaves within this turn of the event loop, together
 * with all others of the same turn. Otherwise it waits until a request ends, and leaves together with up to `batchSize`
 * messages. So no message waits while there is room, a slow request delays only its own messages, and under load the
 * requests get larger, not more frequent.
 */
export class Batcher {
    #post;
    #maxRequests;
    #batchSize;
    #waiting = new Set();
    #running = new Set();
    #scheduled = false;
    #closed = false;
    constructor({ batchSize, maxRequests, post }) {
        this.#batchSize = batchSize;
        this.#maxRequests = maxRequests;
        this.#post = post;
    }
    /**
     * One try. Rejects with `RetryLater`, `SendRefusedError`, `SendOutcomeUnknownError`, or what kept it from leaving.
     */
    send(message, options = {}) {
        return options.signal ? this.#abortable(message, options, options.signal) : this.#wait(message, options);
    }
    #wait(message, { before, journal }) {
        return new Promise((resolve, reject) => {
            this.#waiting.add({ message, before, journal, resolve, reject });
            this.#schedule();
        });
    }
    async #abortable(message, options, signal) {
        signal.throwIfAborted();
        let leave = () => { };
        try {
            return await new Promise((resolve, reject) => {
                const waiting = { ...options, message, resolve, reject };
                leave = () => {
                    if (this.#waiting.delete(waiting))
                        reject(signal.reason);
                };
                signal.addEventListener('abort', leave);
                this.#waiting.add(waiting);
                this.#schedule();
            });
        }
        finally {
            signal.removeEventListener('abort', leave);
        }
    }
    /** Rejects all waiting and later messages with `SendFailedError`. Resolves when the last request has ended. */
    async close() {
        this.#closed = true;
        this.#schedule();
        await Promise.all(this.#running);
    }
    #schedule() {
        if (this.#closed)
            this.#rejectWaiting();
        if (this.#scheduled || this.#waiting.size === 0)
            return;
        this.#scheduled = true;
        setImmediate(() => {
            this.#scheduled = false;
            while (this.#running.size < this.#maxRequests) {
                const batch = this.#take();
                if (batch.length === 0)
                    return;
                const run = this.#run(batch).finally(() => {
                    this.#running.delete(run);
                    this.#schedule();
                });
                this.#running.add(run);
            }
        });
    }
    /** The next request's messages. Of two with the same id, the second waits: their answers could not be told apart. */
    #take() {
        const batch = new Map();
        for (const waiting of this.#waiting) {
            if (batch.size >= this.#batchSize)
                break;
            const id = waiting.message.clientMessageId;
            if (batch.has(id))
                continue;
            this.#waiting.delete(waiting);
            batch.set(id, waiting);
        }
        return [...batch.values()];
    }
    /** Calls the journals and returns the messages that may leave. The others are rejected. */
    async #admitted(taken) {
        const kept = new Map();
        const handOvers = [];
        for (const journal of new Set(taken.map((waiting) => waiting.journal))) {
            if (!journal)
                continue;
            const waiting = taken.filter((each) => each.journal === journal);
            try {
                const { refusals, handOver } = await journal(waiting.map(({ message }) => message));
                if (handOver)
                    handOvers.push(handOver);
                for (const [place, each] of waiting.entries())
                    if (refusals[place])
                        kept.set(each, refusals[place]);
            }
            catch (error) {
                for (const each of waiting)
                    kept.set(each, error);
            }
        }
        const batch = taken.filter((waiting) => {
            try {
                if (kept.has(waiting))
                    throw kept.get(waiting);
                waiting.signal?.throwIfAborted();
                waiting.before?.();
                return true;
            }
            catch (error) {
                waiting.reject(error);
                return false;
            }
        });
        const leaves = () => {
            for (const handOver of handOvers)
                handOver();
        };
        return { batch, leaves };
    }
    async #run(taken) {
        const { batch, leaves } = await this.#admitted(taken);
        if (batch.length === 0)
            return;
        // Any error after the request has left, for example one of the caller's observer, leaves the outcome unknown.
        const failed = (cause) => batch.map(() => ({ kind: 'unknown', problem: 'it broke off', cause }));
        const outcomes = await this.#post(batch.map(({ message }) => message), leaves).catch(failed);
        const tooMany = [];
        for (const [place, waiting] of batch.entries()) {
            const outcome = outcomes[place] ?? { kind: 'unknown', problem: 'no outcome' };
            if (outcome.kind === 'accepted')
                waiting.resolve({ apiMessageId: outcome.apiMessageId });
            else if (batch.length > 1 && isTooMany(outcome))
                tooMany.push(waiting);
            else
                waiting.reject(errorOf(outcome));
        }
        if (tooMany.length === 0)
            return;
        // Half of the refused size and not of the limit: several requests of one size may be refused at the same time.
        this.#batchSize = Math.min(this.#batchSize, Math.floor(batch.length / 2));
        this.#waiting = new Set([...tooMany, ...this.#waiting]);
    }
    #rejectWaiting() {
        for (const { reject } of this.#waiting)
            reject(new SendFailedError('the client is closed.'));
        this.#waiting.clear();
    }
}
/** Clickatell does not document how many messages a request may hold. It has been 200, and 99. */
function isTooMany(outcome) {
    return outcome.kind === 'refused' && outcome.code === errors.tooManyMessages.code;
}
