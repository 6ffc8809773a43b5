import type { Write } from '../core/write.js';
/**
 * The values of one kind of store: full keys, JSON values, atomic commits. Everything above it (namespaces, the Keyv
 * interface, staged writes) is the same for every kind. Every method rejects with StoreError if the store fails.
 */
export interface Values {
    /**
     * The value of each key; `undefined` for a key that has none or whose value has expired. Not a promise if the store
     * is in this process.
     */
    getMany(keys: readonly string[]): readonly unknown[] | Promise<readonly unknown[]>;
    /**
     * Applies all writes, in order, in one atomic step. Resolves with the value under the key of each write afterwards.
     * If a change throws, it rejects with that error and writes nothing.
     */
    commit(writes: readonly Write[]): Promise<readonly unknown[]>;
    /** Deletes the keys. Resolves with how many of them existed. */
    delete(keys: readonly string[]): Promise<number>;
    /** Deletes every key that starts with the prefix. */
    clear(keyPrefix: string): Promise<void>;
    /** Called once, when nothing is under way. */
    close(): Promise<void>;
}
