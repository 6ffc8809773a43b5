import { Lease } from '../core/lease.js';
import { thisMoment } from '../core/moment.js';
import { Tenure } from '../core/tenure.js';
import { areTurnsTracked } from '../core/turn.js';
/** The lanes that this process has of those that several share, each by the token of its lease. */
export class Possessions {
    #mailbox;
    #takeOverMs;
    #held = new Map();
    constructor(mailbox, takeOverMs) {
        this.#mailbox = mailbox;
        this.#takeOverMs = takeOverMs;
    }
    /** The process has got a lane. `since`: when it asked for it. */
    add(lane, token, since) {
        this.#held.set(token, { lane, tenure: new Tenure(this.#takeOverMs, since) });
    }
    remove(token) {
        this.#held.delete(token);
    }
    /** A lease for one run of a turn. It lasts as long as the process has the lane. */
    lease(lane, token, mayHaveRun) {
        const possession = this.#held.get(token);
        const isTracked = areTurnsTracked();
        const lease = new Lease({ lane, token, mayHaveRun, isTracked, ...(possession && { tenure: possession.tenure }) });
        if (possession)
            possession.lease = lease;
        return lease;
    }
    /** Renews all leases. Turns that turn out to have lost their lane are told. */
    renew() {
        return this.#renew([...this.#held]);
    }
    /**
     * Makes certain that these turns have their lanes. Asks the store only if a lease was not renewed in time, because
     * the process was stopped or slow: another one may have taken over by now.
     */
    async ascertain(leases) {
        const doubtful = leases.filter(({ isCertain, isOver }) => !isCertain && !isOver);
        if (doubtful.length === 0)
            return;
        const tokens = new Set(doubtful.map(({ token }) => token));
        await this.#renew([...this.#held].filter(([token]) => tokens.has(token)));
    }
    async #renew(held) {
        const since = thisMoment();
        const lost = new Set(await this.#mailbox.renew(held.map(([token, { lane }]) => ({ lane, token }))));
        for (const [token, possession] of held) {
            if (lost.has(token))
                possession.lease?.lose();
            else
                possession.tenure.renewed(since);
        }
    }
}
