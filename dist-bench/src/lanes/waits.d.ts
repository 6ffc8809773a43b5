import type { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';
/**
 * How long a wait must have been hopeless before something is done about it, in ms. A turn that asks for a lane and
 * does not wait for it looks as if it did, until it ends.
 */
export declare const doubtMs = 1000;
/** The places of running turns, of which a process has as many as its `concurrency`. */
export interface Slots {
    /** The turn waits for another lane, so another turn can run in its place. `undefined`: it is not known which turn. */
    giveBack(lease: Lease | undefined): void;
    /** It goes on, even if all places are taken by now: it would otherwise wait for turns that may wait for it. */
    takeBack(lease: Lease | undefined): void;
}
/** Which turns of this process wait for which lanes. Turns that wait give their slots back. */
export declare class Waits {
    #private;
    readonly leases: Leases;
    constructor(leases: Leases, slots: Slots);
    /** How many wait of whom it is not known which turn they are part of, if of any. */
    get unknown(): number;
    /**
     * These turns wait for a lane: the one that asks for it, and those that wait for that one. None: if turns run that
     * are not tracked, one of these may be the one that asks. Returns a function that ends the wait.
     */
    begin(waiting: readonly Lease[], lane: string): () => void;
    /** The turn has ended, or waits for nothing any more. */
    end(lease: Lease): void;
    /** Whether what runs in the lane waits for one of these turns, directly or through others. */
    isCircle(waiting: readonly Lease[], lane: string): boolean;
}
