import type { Clock } from '../core/clock.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
interface Waiting {
    readonly key: string;
    readonly dueAt: number;
}
/**
 * Which conversations have a follow-up scheduled. The lanes know follow-ups only by their keys. What is remembered of
 * one that was due is dropped with the next change, or after a day.
 */
export declare class PendingFollowUps {
    #private;
    constructor(store: Store, clock: Clock);
    /** A follow-up is scheduled. It takes the place of any other under its key, also in another lane. */
    add(lane: string, { key, dueAt }: Waiting, notification: Record<string, unknown>): Promise<void>;
    /** The follow-up under the key is cancelled. */
    remove(key: string): Promise<void>;
    /** Like `remove`, as writes of a larger commit. */
    removeWrites(key: string): Promise<Write[]>;
    /** Those that are scheduled for the lane's conversation and not due yet, with their notifications as JSON. */
    of(lane: string): Promise<{
        readonly key: string;
        readonly notification: Record<string, unknown>;
    }[]>;
    /** Whether one is scheduled for the lane's conversation and not due yet. */
    has(lane: string): Promise<boolean>;
}
export {};
