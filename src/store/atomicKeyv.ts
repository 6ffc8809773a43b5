import { Keyv } from 'keyv';
import type { Change } from '../core/write.js';
import type { ValuesEngine } from './engine.js';
import { prefixOf } from './table.js';
import type { Values } from './values.js';

export interface AtomicKeyvOptions {
  readonly namespace: string;
  /** How long values are kept, in ms, where a call does not say; for clean-up only. Without it, for ever. */
  readonly ttlMs?: number | undefined;
}

/**
 * A Keyv with one more verb: an atomic change.
 *
 * Values are JSON. Every verb rejects with StoreError when the store cannot do its work, and never takes that for
 * "nothing stored". No 'error' events are emitted.
 *
 * ```ts
 * const counts = store.keyv<number>('counts');
 * await counts.update('visits', (count = 0) => count + 1);
 * ```
 */
export class AtomicKeyv<T> extends Keyv<T> {
  /** What the library itself works with. Not for programs: it changes without notice. */
  readonly engine: ValuesEngine;
  readonly #values: Values;
  readonly #prefix: string;

  constructor(engine: ValuesEngine, { namespace, ttlMs }: AtomicKeyvOptions) {
    const prefix = prefixOf(namespace);
    super({
      store: adapterOver(engine.values, prefix),
      namespace,
      // Keyv leaves the prefix out where a key happens to begin with it already; ours is always put.
      useKeyPrefix: false,
      ttl: ttlMs,
      throwOnErrors: true,
      emitErrors: false,
      serialize: undefined,
      deserialize: undefined,
    });
    this.engine = engine;
    this.#values = engine.values;
    this.#prefix = prefix;
  }

  /**
   * Reads, changes and writes in one step; `change` may run again when another writer was quicker, so it must be
   * pure. Returning `undefined` deletes; returning the same object reference that was passed in writes nothing.
   * Resolves with what is stored afterwards. An error that `change` throws comes out as it is, and nothing is written.
   *
   * `ttlMs`: how long the new value is kept (clean-up only); 0 is for ever; without it, as the namespace's.
   */
  async update(key: string, change: (current: T | undefined) => T | undefined, ttlMs?: number): Promise<T | undefined> {
    // The caller of this class says which T its namespace holds, as with Keyv itself.
    let returned: unknown;
    const onCopy: Change = (current) => {
      const copy = copyOf(current);
      const next = change(copy as T | undefined);
      returned = next;
      return next === copy ? current : copyOf(next);
    };
    await this.#values.commit([{ key: this.#prefix + key, change: onCopy, ttlMs: (ttlMs ?? this.ttl) || undefined }]);
    return copyOf(returned) as T | undefined;
  }
}

/** Values of a store are shared; what a program gets is its own. */
function copyOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value;
}

/** The verbs that Keyv asks of a store, for one namespace. Expiry is the store's: Keyv's own is left out. */
function adapterOver(values: Values, prefix: string) {
  async function getMany(keys: string[]) {
    if (keys.length === 0) return [];
    const found = await values.getMany(keys.map((key) => prefix + key));
    return found.map((value) => (value === undefined ? undefined : { value: copyOf(value) }));
  }
  async function deleteMany(keys: string[]) {
    return keys.length === 0 || (await values.delete(keys.map((key) => prefix + key))) === new Set(keys).size;
  }
  return {
    getMany,
    get: async (key: string) => (await getMany([key]))[0],
    set: async (key: string, { value }: { value: unknown }, ttlMs?: number) => {
      await values.commit([{ key: prefix + key, value: copyOf(value), ttlMs }]);
    },
    delete: (key: string) => deleteMany([key]),
    deleteMany,
    clear: () => values.clear(prefix),
  };
}
