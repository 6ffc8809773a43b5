import { Lease } from '../core/lease.js';
import { type Moment } from '../core/moment.js';
import type { SharedMailbox } from '../store/sharedMailbox.js';
/** The lanes that this process has of those that several share, each by the token of its lease. */
export declare class Possessions {
    #private;
    constructor(mailbox: Pick<SharedMailbox, 'renew'>, takeOverMs: number);
    /** The process has got a lane. `since`: when it asked for it. */
    add(lane: string, token: string, since: Moment): void;
    remove(token: string): void;
    /** A lease for one run of a turn. It lasts as long as the process has the lane. */
    lease(lane: string, token: string, mayHaveRun: boolean): Lease;
    /** Renews all leases. Turns that turn out to have lost their lane are told. */
    renew(): Promise<void>;
    /**
     * Makes certain that these turns have their lanes. Asks the store only if a lease was not renewed in time, because
     * the process was stopped or slow: another one may have taken over by now.
     */
    ascertain(leases: readonly Lease[]): Promise<void>;
}
