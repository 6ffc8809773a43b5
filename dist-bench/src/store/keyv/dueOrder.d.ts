export interface DueEntry {
    readonly sequence: number;
    readonly dueAt: number;
    readonly key: string;
}
/** Scheduled items in the order of their times. Entries that are no longer valid are skipped. */
export declare class DueOrder {
    #private;
    constructor(isThere: (sequence: number) => boolean);
    /** `there` is the number of valid entries. */
    add(entry: DueEntry, there: number): void;
    get next(): number | undefined;
    /** Removes and returns what is due at `now`, the longest due first. */
    take(now: number, limit: number): DueEntry[];
}
