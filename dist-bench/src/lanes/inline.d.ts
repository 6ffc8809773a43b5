import type { Lease } from '../core/lease.js';
import { type Scope } from '../core/turn.js';
import { type Waits } from './waits.js';
/** Work that waits for its turn in a lane. */
export interface QueuedWork<T> {
    readonly done: Promise<T>;
    /** Takes the work out of the lane. Returns `false` if it has begun. */
    readonly withdraw: () => boolean;
}
/** What is known of the code that asks for the lane. */
export interface Asking {
    readonly scope: Scope | undefined;
    /** The turns that wait until the work is done: the one that asks, and those that wait for that one. */
    readonly waiting: readonly Lease[];
}
/**
 * Runs work in a lane. If a turn of this lane asks for it, directly or through turns that it waits for, it runs at once,
 * because the turn would otherwise wait for itself. Otherwise it waits for its turn.
 *
 * @throws CircularWaitError if what runs in the lane waits for the turn that asks.
 */
export declare function runInline<T>(waits: Waits, lane: string, work: (lease: Lease) => Promise<T>, queue: (asking: Asking) => QueuedWork<T>): Promise<T>;
