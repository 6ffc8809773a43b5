import type { RootDatabase } from 'lmdb';
import { type Clock } from '../../core/clock.js';
import type { Write } from '../../core/write.js';
import type { Values } from '../values.js';
import type { LmdbWriter } from './writer.js';
/** An evaluated commit. Reads see it at once, and `put` writes it. */
export interface Staged {
    readonly stored: readonly unknown[];
    put(): void;
    /** The transaction has ended. */
    settle(isWritten: boolean): void;
}
/**
 * Values in one database, as JSON. The time of expiry is stored as LMDB's version of the entry (0 for none). No other
 * process uses the store, so changes are evaluated here, on known values, and LMDB only writes.
 */
export declare class LmdbValues implements Values {
    #private;
    constructor(environment: RootDatabase, writer: LmdbWriter, place: string, close: () => Promise<void>, clock?: Clock);
    getMany(keys: readonly string[]): unknown[];
    commit(writes: readonly Write[]): Promise<readonly unknown[]>;
    /** Commits the writes together with what else `write` puts into the transaction. */
    within(writes: readonly Write[], write: (put: () => void) => Promise<void>): Promise<readonly unknown[]>;
    delete(keys: readonly string[]): Promise<number>;
    clear(keyPrefix: string): Promise<void>;
    close(): Promise<void>;
    refuseIfClosed(): void;
}
