import { type Place } from './segments.js';
/** Some whole lines of the journal. */
export interface Page {
    readonly lines: string;
    /** Where the next page begins. */
    readonly end: Place;
}
/**
 * A queue of lines in a folder. What is appended survives a power cut, and is read in the order in which it came. Lines
 * that are appended at about the same time share one write and one flush. After a crash, what was read last may be read
 * again. The folder must belong to one process.
 */
export declare class Journal {
    #private;
    private constructor();
    /** Opens the journal of a folder, which must exist. `append` rejects while more than `limitBytes` wait. */
    static open(folder: string, limitBytes: number): Promise<Journal>;
    /** The bytes that have not been taken. */
    get waitingBytes(): number;
    /** Resolves once the line, which must not contain a line end, survives a power cut. Rejects with StoreError. */
    append(line: string): Promise<void>;
    /** The next lines that are not taken; waits until there are some. Resolves with `undefined` once closed. */
    read(): Promise<Page | undefined>;
    /** Everything before `end` need not be read again. */
    taken(end: Place): Promise<void>;
    close(): Promise<void>;
}
