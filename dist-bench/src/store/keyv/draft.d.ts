import type { Clock } from '../../core/clock.js';
import { type Stored } from './journal.js';
/** What work can do with the store in one atomic step, which it may share with other work. */
export interface Transaction {
    /** The value of a key, which must be one that the transaction was started with or has written. */
    get(key: string): unknown;
    /** When the value expires, in epoch ms; 0 for never, `undefined` if there is none. */
    expiresOf(key: string): number | undefined;
    /** `undefined` deletes. */
    set(key: string, value: unknown, ttlMs?: number): void;
    /** Deletes every key that starts with the prefix. */
    clear(prefix: string): void;
    /** Calls the hook once the writes are safe. It must not throw. */
    onStored(hook: () => void): void;
}
/** A key's new row, `undefined` for none. */
export interface Drafted {
    readonly stored: Stored | undefined;
    readonly row: string | undefined;
}
/**
 * The prefixes that were cleared, each with the stamp of the clearing. Older values under them count as deleted. Not
 * every Keyv can list its keys, so the values themselves stay.
 */
export declare const clearsKey = "c";
/** Gathers writes on top of the stored values or of another draft. */
export declare class Draft implements Transaction {
    #private;
    readonly writes: Map<string, Drafted>;
    readonly hooks: (() => void)[];
    /** The total length of its rows. */
    length: number;
    stamp: number;
    constructor(below: (key: string) => Stored | undefined, clock: Clock, stamp: number);
    /** A draft on top of this one; `merge` adds it. */
    child(): Draft;
    merge(child: Draft): void;
    /** The rows to be written; `undefined` for those to be deleted. */
    rows(): Generator<readonly [key: string, row: string | undefined]>;
    /** The stored value, even if it has expired or was cleared. */
    find(key: string): Stored | undefined;
    get(key: string): unknown;
    expiresOf(key: string): number | undefined;
    set(key: string, value: unknown, ttlMs?: number): void;
    clear(prefix: string): void;
    onStored(hook: () => void): void;
}
/** Whether a value has neither expired nor been cleared. */
export declare function counts(key: string, stored: Stored, clears: Stored | undefined, clock: Clock): boolean;
