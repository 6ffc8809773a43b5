import { inScope } from './turn.js';
/** The leases of one store whose turns run in this process. */
export class Leases {
    #byLane = new Map();
    /**
     * Runs a turn's work in the scope of its lease, and ends the lease afterwards. Rejects as soon as the lane is lost,
     * even if the work goes on. `outer` is the scope of the code that waits for this turn.
     */
    async run(lease, work, outer) {
        this.begin(lease);
        try {
            return await new Promise((resolve, reject) => {
                lease.onLost(reject);
                untilOver(lease, work, outer).then(resolve, reject);
            });
        }
        finally {
            this.end(lease);
        }
    }
    begin(lease) {
        this.#byLane.set(lease.lane, lease);
    }
    end(lease) {
        if (this.#byLane.get(lease.lane) === lease)
            this.#byLane.delete(lease.lane);
    }
    /** The lease of the turn that runs in the lane now. */
    of(lane) {
        return this.#byLane.get(lane);
    }
    /** The leases of turns that began before turns were tracked. */
    untracked() {
        return [...this.#byLane.values()].filter(({ isTracked }) => !isTracked);
    }
    [Symbol.iterator]() {
        return this.#byLane.values();
    }
}
async function untilOver(lease, work, outer) {
    try {
        return await inScope(outer ? { lease, outer } : { lease }, work);
    }
    finally {
        await lease.end();
    }
}
