import type { Write } from '../core/write.js';

/** A stored value, as a scan finds it. */
export interface Row {
  /** The full key, with its namespace. */
  readonly key: string;
  /** The value, as JSON. */
  readonly json: string;
  /** It has expired, and is only not deleted yet. Nothing but a scan sees it. */
  readonly isOver: boolean;
}

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
  /**
   * All values, in chunks and in no order, also those that have expired and are not deleted yet. The event loop runs
   * between two chunks. What is written meanwhile may be missing or not; what is deleted from a chunk that was given
   * does no harm. It reads everything, so it is for rare work alone. Rejects with NotSupportedError if the store cannot
   * list its keys.
   */
  scan(): AsyncIterable<readonly Row[]>;
  /** For how long a value is kept yet, in ms; `undefined` for ever, or if there is none. */
  leftMs(key: string): number | undefined | Promise<number | undefined>;
  /**
   * Clears what the store itself may still keep of values that are deleted: its journal, its lists of keys, its free
   * pages. `isTheirs` says of a text whether it is about what was deleted. Where that takes a restart, it is done at the
   * next one.
   */
  scrub(isTheirs: (text: string) => boolean): Promise<void>;
  /** Called once, when nothing is under way. */
  close(): Promise<void>;
}
