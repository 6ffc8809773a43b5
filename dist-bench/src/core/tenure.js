import { passedSince } from './moment.js';
/** For how long a lane certainly belongs to this process, if other processes could take it over. */
export class Tenure {
    #lastsMs;
    #since;
    /** `since`: when the store was asked for the lane. */
    constructor(lastsMs, since) {
        this.#lastsMs = lastsMs;
        this.#since = since;
    }
    /** The store has renewed the lease. It was asked to at this moment. */
    renewed(since) {
        this.#since = since;
    }
    /** Whether no other process can have taken over the lane. */
    get isCertain() {
        return passedSince(this.#since) < this.#lastsMs;
    }
}
