import type { Clock } from '../../core/clock.js';
import type { KeyvEngine } from './engine.js';
/**
 * Deletes expired values, because few Keyvs do so by themselves. (Keyv's own ttl is not used: it deletes an expired row
 * when it is read, and could delete a value that was renewed in the meantime.)
 *
 * Keys are listed on pages, in one queue for each power of two of the time that they are kept. So the first page of a
 * queue expires first, within a factor of two.
 */
export declare class Expiries {
    #private;
    constructor(engine: KeyvEngine, clock: Clock);
    open(): Promise<void>;
    /** A value was written that expires at this time, in epoch ms. */
    note(key: string, expires: number): void;
    /** A record was written. */
    onRecord(): void;
    /** Writes the noted keys to pages. */
    list(): Promise<void>;
    /** Checks up to this many pages whose keys should have expired. Resolves with the number of pages that it checked. */
    sweep(limit?: number): Promise<number>;
    close(): Promise<void>;
}
