import type { RootDatabase } from 'lmdb';
import type { Clock } from '../../core/clock.js';
import type { Write } from '../../core/write.js';
import type { AsideItem, DueItem, LaneItem, LaneMeasure } from '../lanes.js';
import type { Mailbox, StoredItem } from '../mailbox.js';
import type { LmdbValues } from './values.js';
import type { LmdbWriter } from './writer.js';
/**
 * A mailbox in LMDB. No other process uses the store, so ids are claimed here and LMDB only writes. Acceptances at
 * about the same time share one transaction and one flush.
 */
export declare class LmdbMailbox implements Mailbox {
    #private;
    readonly isDurable = true;
    constructor(environment: RootDatabase, writer: LmdbWriter, values: LmdbValues, clock: Clock);
    append(items: readonly LaneItem[], writes?: readonly Write[]): Promise<(StoredItem | undefined)[]>;
    page(after: number, limit: number): StoredItem[];
    begun(sequence: number, runs: number): Promise<void>;
    done(sequence: number, writes: readonly Write[]): Promise<void>;
    putAside({ sequence, item }: StoredItem, error: string, writes: readonly Write[], items: readonly LaneItem[]): Promise<(StoredItem | undefined)[]>;
    asides(): Promise<AsideItem[]>;
    takeBack(id: string): Promise<StoredItem | undefined>;
    schedule(item: DueItem): Promise<void>;
    cancel(key: string): Promise<boolean>;
    takeDue(limit: number): Promise<(StoredItem | undefined)[]>;
    nextDue(): number | undefined;
    measure(): Promise<LaneMeasure>;
    clear(): Promise<void>;
}
