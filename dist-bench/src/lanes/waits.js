/**
 * How long a wait must have been hopeless before something is done about it, in ms. A turn that asks for a lane and
 * does not wait for it looks as if it did, until it ends.
 */
export const doubtMs = 1000;
/** Which turns of this process wait for which lanes. Turns that wait give their slots back. */
export class Waits {
    leases;
    #slots;
    /** The lanes that each turn waits for, with how often. */
    #byLease = new Map();
    #unknown = 0;
    constructor(leases, slots) {
        this.leases = leases;
        this.#slots = slots;
    }
    /** How many wait of whom it is not known which turn they are part of, if of any. */
    get unknown() {
        return this.#unknown;
    }
    /**
     * These turns wait for a lane: the one that asks for it, and those that wait for that one. None: if turns run that
     * are not tracked, one of these may be the one that asks. Returns a function that ends the wait.
     */
    begin(waiting, lane) {
        if (waiting.length === 0)
            return this.#beginUnknown();
        for (const lease of waiting) {
            const lanes = this.#byLease.get(lease);
            if (lanes)
                lanes.push(lane);
            else {
                this.#byLease.set(lease, [lane]);
                this.#slots.giveBack(lease);
            }
        }
        return () => {
            for (const lease of waiting) {
                const lanes = this.#byLease.get(lease);
                // The turn may have ended before, because it did not await the wait.
                if (!lanes)
                    continue;
                lanes.splice(lanes.indexOf(lane), 1);
                if (lanes.length === 0)
                    this.end(lease);
            }
        };
    }
    /** The turn has ended, or waits for nothing any more. */
    end(lease) {
        if (this.#byLease.delete(lease))
            this.#slots.takeBack(lease);
    }
    /** Whether what runs in the lane waits for one of these turns, directly or through others. */
    isCircle(waiting, lane) {
        const lanes = [lane];
        const seen = new Set();
        for (let next = lanes.pop(); next !== undefined; next = lanes.pop()) {
            const running = this.leases.of(next);
            if (!running || seen.has(next))
                continue;
            seen.add(next);
            if (waiting.includes(running))
                return true;
            lanes.push(...(this.#byLease.get(running) ?? []));
        }
        return false;
    }
    #beginUnknown() {
        if (this.leases.untracked().length === 0)
            return () => { };
        this.#unknown += 1;
        this.#slots.giveBack(undefined);
        return () => {
            this.#unknown -= 1;
            this.#slots.takeBack(undefined);
        };
    }
}
