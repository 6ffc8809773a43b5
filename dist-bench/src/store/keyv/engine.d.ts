import type { Clock } from '../../core/clock.js';
import { type Transaction } from './draft.js';
import type { Ownership } from './ownership.js';
import type { Rows } from './rows.js';
export interface Listener {
    /** A value was written that expires at this time, in epoch ms. */
    onExpiring(key: string, expires: number): void;
    /** A record was written. */
    onRecord(): void;
}
/**
 * Atomic transactions over a Keyv, which can only set one key at a time. Transactions run in the order of the calls.
 * Those that arrive while a record is being written are gathered into the next one, and are done when it is stored.
 * Their values are copied to their own rows a little later.
 */
export declare class KeyvEngine {
    #private;
    private constructor();
    /** Applies what an earlier process left in the journal. Must run before anything is read. */
    static open(rows: Rows, owner: Ownership, clock: Clock, listener: Listener): Promise<KeyvEngine>;
    /** Reads the keys and keeps them in the cache from now on. */
    keep(keys: readonly string[]): Promise<void>;
    /** Not a promise if all values are in the cache. */
    read(keys: readonly string[]): unknown[] | Promise<unknown[]>;
    /**
     * Runs `work` with the values of the keys in the cache. Resolves with its result once all its writes are safe. If it
     * throws, nothing is written.
     */
    transact<T>(keys: readonly string[], work: (transaction: Transaction) => T): Promise<T>;
    /** Finishes what is under way and gives the store back. */
    close(): Promise<void>;
}
