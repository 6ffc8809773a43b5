import { type StoreError } from '../core/errors.js';
import { type Moment } from '../core/moment.js';
import type { Held, SharedMailbox, Work } from '../store/sharedMailbox.js';
/** Work that has its lane. */
export interface Granted extends Work {
    /** When the store was asked for the lane the last time before it had it. */
    readonly since: Moment;
}
/** Work of this process that waits for its turn in a lane. */
export declare class SharedWorks {
    #private;
    constructor(mailbox: SharedMailbox, takeOverMs: number);
    /**
     * Resolves once the work has the lane. `waiting` are the turns that wait for it, of which none may be what the lane
     * waits for: it rejects with CircularWaitError if that has been so for a while.
     */
    enter(lane: string, waiting: readonly Held[]): Promise<Granted>;
    granted(id: string, token: string): void;
    refuseAll(error: StoreError): void;
}
