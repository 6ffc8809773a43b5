import { type Moment } from './moment.js';
/** For how long a lane certainly belongs to this process, if other processes could take it over. */
export declare class Tenure {
    #private;
    /** `since`: when the store was asked for the lane. */
    constructor(lastsMs: number, since: Moment);
    /** The store has renewed the lease. It was asked to at this moment. */
    renewed(since: Moment): void;
    /** Whether no other process can have taken over the lane. */
    get isCertain(): boolean;
}
