import { type Conversation } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import type { Counted, WindowTracker } from './tracker.js';
/**
 * A list for each conversation, whose length stands in the window's record: a turn, which reads that anyway, knows of
 * the list without a further read.
 */
export declare class CountedList<T> {
    #private;
    constructor(store: Store, tracker: WindowTracker, namespace: string, count: Counted);
    read(lane: string): Promise<readonly T[]>;
    /** Like `read`, with the turn's staged writes applied. */
    readIn(lease: Lease, lane: string): Promise<readonly T[]>;
    /**
     * Changes the list: with the turn's end, or at once if the lease is another conversation's. `more` is written in the same
     * commit.
     */
    change(conversation: Conversation, lease: Lease, change: (list: readonly T[]) => readonly T[], more?: readonly Write[]): Promise<void>;
}
