import { randomUUID } from 'node:crypto';
import { CircularWaitError } from '../core/errors.js';
import { thisMoment } from '../core/moment.js';
import { doubtMs } from './waits.js';
/** Work of this process that waits for its turn in a lane. */
export class SharedWorks {
    #mailbox;
    #askEveryMs;
    #waiting = new Map();
    constructor(mailbox, takeOverMs) {
        this.#mailbox = mailbox;
        // Grants are announced at once. Polling finds a grant whose message was lost, and keeps the place in the queue.
        this.#askEveryMs = Math.min(1000, takeOverMs / 3);
    }
    /**
     * Resolves once the work has the lane. `waiting` are the turns that wait for it, of which none may be what the lane
     * waits for: it rejects with CircularWaitError if that has been so for a while.
     */
    async enter(lane, waiting) {
        const id = randomUUID();
        try {
            return { id, lane, ...(await this.#grant(lane, id, waiting)) };
        }
        catch (error) {
            // If this fails too, the place in the queue expires by itself.
            this.#mailbox.giveUp(lane, id).catch(() => { });
            throw error;
        }
        finally {
            this.#waiting.delete(id);
        }
    }
    granted(id, token) {
        this.#waiting.get(id)?.granted(token);
    }
    refuseAll(error) {
        for (const { refuse } of this.#waiting.values())
            refuse(error);
    }
    async #grant(lane, id, waiting) {
        let timer;
        let since = thisMoment();
        try {
            const token = await new Promise((resolve, reject) => {
                this.#waiting.set(id, { granted: resolve, refuse: reject });
                let hopelessSince;
                const ask = () => {
                    const asked = thisMoment();
                    const givesWay = hopelessSince !== undefined && performance.now() - hopelessSince >= doubtMs;
                    this.#mailbox.enter(lane, id, waiting, givesWay).then((entry) => {
                        if (typeof entry === 'object')
                            return resolve(entry.token);
                        // It had not got the lane yet, so its lease lasts at least from here.
                        since = asked;
                        if (entry === 'waits')
                            hopelessSince = undefined;
                        else if (givesWay)
                            reject(new CircularWaitError());
                        else
                            hopelessSince ??= performance.now();
                    }, reject);
                };
                ask();
                timer = setInterval(ask, this.#askEveryMs).unref();
            });
            return { token, since };
        }
        finally {
            clearInterval(timer);
        }
    }
}
