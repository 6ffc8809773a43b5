import type { Rows } from './rows.js';
/** The content of a value's row; `undefined` for a deleted key. */
export interface Stored {
    readonly value: unknown;
    /** Counts the store's writes. A clearing applies to all values with a lower stamp. */
    readonly stamp: number;
    /** Epoch ms; 0 for never. */
    readonly expires: number;
}
/** The text of a row: the value's JSON, its stamp and its expiry. */
export declare function encodeRow({ stamp, expires }: Stored, json: string): string;
export declare function decodeRow(text: string, place: string): Stored;
/** How many records can wait to be applied. */
export declare const slots = 32;
/** All gathered commits as one row, because every store writes a single row completely or not at all. */
export interface JournalRecord {
    readonly number: number;
    readonly stamp: number;
    readonly writes: readonly (readonly [key: string, stored: Stored | undefined])[];
}
/**
 * The journal. A commit is first written here as one row, and then to its own rows. The journal has a fixed number of
 * slots that are used in turn: a slot is overwritten once its record has been applied, so nothing has to be deleted.
 * Opening the store applies all slots once more, in order, which changes nothing if they were applied before.
 */
export declare class Journal {
    #private;
    constructor(rows: Rows);
    /** Writes a record. `writes` are pairs of a key and its row's text, as JSON. */
    write(number: number, stamp: number, writes: Iterable<readonly [string, string | undefined]>): Promise<void>;
    /** The records in the slots, oldest first. */
    read(): Promise<JournalRecord[]>;
}
