import type { DueItem } from './lanes.js';
/** Scheduled items in memory, in the order of their times. */
export declare class DueList {
    #private;
    /** Adds an item, replacing any other under its key. */
    put(item: DueItem): void;
    remove(key: string): DueItem | undefined;
    /** When the first item is due, in epoch ms. */
    get next(): number | undefined;
    /** Removes and returns up to `limit` items that are due at `now`, the longest due first. */
    take(now: number, limit: number): DueItem[];
    clear(): void;
}
