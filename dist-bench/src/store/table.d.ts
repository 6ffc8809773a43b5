import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { ValuesEngine } from './engine.js';
export interface TableOptions {
    /** How long values are kept, in ms; for clean-up only. Default: for ever. */
    readonly ttlMs?: number | undefined;
}
/**
 * One namespace of a store, for the library itself. It does not copy values: they are shared and must not be changed.
 * The caller declares the type of the values, as with Keyv.
 */
export declare class Table<T> {
    #private;
    constructor({ engine }: {
        readonly engine: ValuesEngine;
    }, namespace: string, { ttlMs }?: TableOptions);
    /** Not a promise if the store is in this process. */
    read(key: string): T | undefined | Promise<T | undefined>;
    /** Like `read`, for several keys. */
    readMany(keys: readonly string[]): readonly (T | undefined)[] | Promise<readonly (T | undefined)[]>;
    /** Like `read`, with the turn's staged writes applied. */
    readIn(lease: Lease, key: string): Promise<T | undefined>;
    /** The value that a turn sees: the stored value with the turn's staged writes applied. */
    over(lease: Lease, key: string, stored: T | undefined): T | undefined;
    write(key: string, value: T): Promise<void>;
    /**
     * Reads, changes and writes a value in one step. `change` may run again, so it must be pure. Returning `undefined`
     * deletes; returning the same reference writes nothing. Resolves with the value afterwards.
     */
    update(key: string, change: (current: T | undefined) => T | undefined): Promise<T | undefined>;
    /** Commits writes, of any tables of the store. */
    commit(writes: readonly Write[]): Promise<void>;
    delete(key: string): Promise<void>;
    /** A value as a write of a larger commit; `undefined` deletes. */
    set(key: string, value: T | undefined): Write;
    /** A change as a write of a larger commit. */
    change(key: string, change: (current: T | undefined) => T | undefined, onStored?: (stored: T | undefined) => void): Write;
}
/** The prefix of a namespace's keys. The encoded namespace has no colon, so keys of two namespaces never collide. */
export declare function prefixOf(namespace: string): string;
