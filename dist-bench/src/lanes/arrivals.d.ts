import type { Mailbox, StoredItem } from '../store/mailbox.js';
/**
 * Moves items from the mailbox to the queues, each once and in the order of acceptance. At the start, the backlog of an
 * earlier process is read in pages, so that a long one does not block the event loop. Items that are accepted meanwhile
 * follow behind it.
 */
export declare class Arrivals {
    #private;
    isReading: boolean;
    constructor(mailbox: Mailbox, take: (stored: StoredItem, mayHaveRun: boolean) => void);
    /** Adds items that have just been stored. */
    add(stored: readonly (StoredItem | undefined)[], mayHaveRun?: boolean): void;
    /** Resolves once the first page is read. The other pages are read in the background. */
    open(isOver: () => boolean): Promise<void>;
}
