import type { Write } from '../core/write.js';

/**
 * What one kind of store must be able to do with values: whole keys, JSON values, atomic commits. All that stands above
 * it (namespaces, Keyv's face, staged writes) is written once for every kind. Everything rejects with StoreError when
 * the store cannot do its work.
 */
export interface Values {
  /** What stands under each key, `undefined` for nothing; what has expired counts as nothing. Not a promise where the store is in this process. */
  getMany(keys: readonly string[]): readonly unknown[] | Promise<readonly unknown[]>;
  /**
   * Applies all writes, in order, in one atomic step. Resolves with what stands under the key of each write afterwards.
   * A change that throws rejects with its error, and nothing of the commit is written.
   */
  commit(writes: readonly Write[]): Promise<readonly unknown[]>;
  /** Deletes the keys; resolves with the number of those that were there. */
  delete(keys: readonly string[]): Promise<number>;
  /** Deletes every key that begins so. */
  clear(keyPrefix: string): Promise<void>;
  /** Called once, when nothing is under way. */
  close(): Promise<void>;
}
