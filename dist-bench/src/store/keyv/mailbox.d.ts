import type { Clock } from '../../core/clock.js';
import type { Write } from '../../core/write.js';
import type { AsideItem, DueItem, LaneItem, LaneMeasure } from '../lanes.js';
import { type Mailbox, type StoredItem } from '../mailbox.js';
import { DueOrder } from './dueOrder.js';
import type { KeyvEngine } from './engine.js';
import { Series } from './series.js';
/** What the mailbox knows about its values without reading them. It is the same for every clock. */
export declare class MailboxIndex {
    readonly engine: KeyvEngine;
    /** With the time when each was accepted. */
    readonly items: Series<number>;
    /** With the id of each, and when it was set aside. */
    readonly asides: Series<{
        readonly id: string;
        readonly at: number;
    }>;
    /** With the key of each. */
    readonly due: Series<string>;
    readonly order: DueOrder;
    constructor(engine: KeyvEngine);
    open(): Promise<void>;
}
/**
 * A mailbox over a user's Keyv. Each write is one transaction, and transactions at about the same time share a record.
 */
export declare class KeyvMailbox implements Mailbox {
    #private;
    readonly isDurable = true;
    constructor(index: MailboxIndex, clock: Clock);
    append(items: readonly LaneItem[], writes?: readonly Write[]): Promise<(StoredItem | undefined)[]>;
    page(after: number, limit: number): Promise<readonly StoredItem[]>;
    begun(sequence: number, runs: number): Promise<void>;
    done(sequence: number, writes?: readonly Write[]): Promise<void>;
    putAside({ sequence, item }: StoredItem, error: string, writes: readonly Write[], following: readonly LaneItem[]): Promise<(StoredItem | undefined)[]>;
    asides(): Promise<AsideItem[]>;
    takeBack(id: string): Promise<StoredItem | undefined>;
    schedule(item: DueItem): Promise<void>;
    cancel(key: string): Promise<boolean>;
    takeDue(limit: number): Promise<(StoredItem | undefined)[]>;
    nextDue(): number | undefined;
    clear(): Promise<void>;
    measure(): Promise<LaneMeasure>;
}
