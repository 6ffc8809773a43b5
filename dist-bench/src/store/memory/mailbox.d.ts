import type { Clock } from '../../core/clock.js';
import type { Write } from '../../core/write.js';
import type { AsideItem, DueItem, LaneItem, LaneMeasure } from '../lanes.js';
import type { Mailbox, StoredItem } from '../mailbox.js';
import type { MemoryValues } from './values.js';
/** A mailbox that ends with the process, for tests and for `memory:` stores. */
export declare class MemoryMailbox implements Mailbox {
    #private;
    readonly isDurable = false;
    constructor(values: MemoryValues, clock: Clock);
    append(items: readonly LaneItem[], writes?: readonly Write[]): Promise<(StoredItem | undefined)[]>;
    page(after: number, limit: number): StoredItem[];
    /** Nothing outlives the process, so nothing can count how often it died. */
    begun(): Promise<void>;
    done(sequence: number, writes: readonly Write[]): Promise<void>;
    putAside({ sequence, item }: StoredItem, error: string, writes: readonly Write[], items: readonly LaneItem[]): Promise<(StoredItem | undefined)[]>;
    asides(): Promise<AsideItem[]>;
    takeBack(id: string): Promise<StoredItem | undefined>;
    schedule(item: DueItem): Promise<void>;
    cancel(key: string): Promise<boolean>;
    takeDue(limit: number): Promise<(StoredItem | undefined)[]>;
    nextDue(): number | undefined;
    measure(): Promise<LaneMeasure>;
    /** How many ids and dead letters are kept. */
    get size(): number;
    clear(): Promise<void>;
}
