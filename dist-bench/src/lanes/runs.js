import { TurnLimit } from './turnLimit.js';
/** Runs the turns of one process, each under its lease and no longer than the limit. */
export class Runs {
    #leases;
    #waits;
    #limit;
    constructor(waits, settings) {
        this.#leases = waits.leases;
        this.#waits = waits;
        this.#limit = new TurnLimit(settings);
    }
    /** `outer`: the scope that waits for this turn. Rejects with TurnTimeoutError once the turn has taken too long. */
    async run(lease, work, outer) {
        this.#limit.begin(lease);
        try {
            return await this.#leases.run(lease, work, outer);
        }
        finally {
            this.#limit.end(lease);
            this.#waits.end(lease);
        }
    }
    /** No more turns begin. */
    close() {
        this.#limit.close();
    }
}
