import type { Stored } from './journal.js';
/** What is known of one key: not read yet (`isKnown` false), nothing there (`stored` undefined), or a value. */
export interface Known {
    isKnown: boolean;
    stored: Stored | undefined;
    /** How many callers need the entry to stay. */
    pins: number;
}
/**
 * The values that the process knows: those that wait to be applied, and those read or written lately. They are always
 * current, because no other process writes.
 */
export declare class Cache {
    #private;
    constructor(limit: number);
    /** The entry, if the key is known. */
    find(key: string): Known | undefined;
    /** Keeps the key's entry until it is unpinned, so that writes to it in the meantime are seen. */
    pin(key: string): Known;
    unpin(key: string): void;
    /** Adds what a read found, unless a newer value has been written. */
    learn(key: string, stored: Stored | undefined): void;
    write(key: string, stored: Stored | undefined): void;
    /** Forgets the least recently used values that no caller needs. */
    trim(isNeeded: (key: string) => boolean): void;
}
