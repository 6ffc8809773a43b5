import type { Write } from '../../core/write.js';
import type { Values } from '../values.js';
import type { Transaction } from './draft.js';
import type { KeyvEngine } from './engine.js';
/** Values over a user's Keyv, which no other process uses. */
export declare class KeyvValues implements Values {
    #private;
    constructor(engine: KeyvEngine);
    getMany(keys: readonly string[]): readonly unknown[] | Promise<readonly unknown[]>;
    commit(writes: readonly Write[]): Promise<readonly unknown[]>;
    delete(keys: readonly string[]): Promise<number>;
    clear(keyPrefix: string): Promise<void>;
    close(): Promise<void>;
}
/** The keys with which a transaction for these writes must be started. */
export declare function keysToRead(writes: readonly Write[]): string[];
/** Adds the writes to a transaction. Returns the value under the key of each afterwards. */
export declare function stage(transaction: Transaction, writes: readonly Write[]): unknown[];
