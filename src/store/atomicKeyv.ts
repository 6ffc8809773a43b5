import { Keyv } from 'keyv';
import { systemClock } from '../core/clock.js';
import type { Backend } from './backend.js';
import { decode, encode } from './envelope.js';

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
  readonly #backend: Backend;
  readonly #wholeKey: (key: string) => string;

  constructor(backend: Backend, { namespace, ttlMs }: AtomicKeyvOptions) {
    // Encoded, a namespace holds no colon: no two pairs of namespace and key make the same whole key.
    const prefix = `${encodeURIComponent(namespace)}:`;
    const wholeKey = (key: string) => prefix + key;
    super({
      store: adapterOver(backend, prefix, wholeKey),
      namespace,
      // Keyv leaves the prefix out where a key happens to begin with it already; ours is always put.
      useKeyPrefix: false,
      ttl: ttlMs,
      throwOnErrors: true,
      emitErrors: false,
      serialize: encode,
      deserialize: decode,
    });
    this.#backend = backend;
    this.#wholeKey = wholeKey;
  }

  /** As `get`, without what Keyv does around it (hooks, statistics, events): for what is read at every message. */
  async read(key: string): Promise<T | undefined> {
    const [raw] = await this.#backend.getMany([this.#wholeKey(key)]);
    return raw === undefined ? undefined : decode<T>(raw)?.value;
  }

  /** As `read`, for several keys in one step. */
  async readMany(keys: readonly string[]): Promise<(T | undefined)[]> {
    if (keys.length === 0) return [];
    const raws = await this.#backend.getMany(keys.map(this.#wholeKey));
    return raws.map((raw) => (raw === undefined ? undefined : decode<T>(raw)?.value));
  }

  /** As `set`, without what Keyv does around it. */
  write(key: string, value: T): Promise<void> {
    const { ttl } = this;
    const raw = encode({ value, expires: ttl && systemClock.now() + ttl });
    return this.#backend.set(this.#wholeKey(key), raw, ttl);
  }

  /**
   * Reads, changes and writes in one step; `change` may run again when another writer was quicker, so it must be
   * pure. Returning `undefined` deletes; returning the same object reference that was passed in writes nothing.
   * Resolves with what is stored afterwards. An error that `change` throws comes out as it is, and nothing is written.
   *
   * `ttlMs`: how long the new value is kept (clean-up only); 0 is for ever; without it, as the namespace's.
   */
  async update(key: string, change: (current: T | undefined) => T | undefined, ttlMs?: number): Promise<T | undefined> {
    const ttl = (ttlMs ?? this.ttl) || undefined;
    let outcome: { stored: T | undefined } | { thrown: unknown } = { stored: undefined };
    await this.#backend.update(
      this.#wholeKey(key),
      (raw) => {
        try {
          const current = raw === undefined ? undefined : decode<T>(raw)?.value;
          const next = change(current);
          outcome = { stored: next };
          if (next === current) return raw;
          if (next === undefined) return undefined;
          const written = encode({ value: next, expires: ttl && systemClock.now() + ttl });
          outcome = { stored: decode<T>(written)?.value };
          return written;
        } catch (thrown) {
          outcome = { thrown };
          return raw;
        }
      },
      ttl,
    );
    return settled(outcome);
  }
}

function settled<T>(outcome: { stored: T } | { thrown: unknown }): T {
  if ('thrown' in outcome) throw outcome.thrown;
  return outcome.stored;
}

/** The verbs that Keyv asks of a store, for one namespace. */
function adapterOver(backend: Backend, prefix: string, wholeKey: (key: string) => string) {
  async function getMany(keys: string[]) {
    return keys.length === 0 ? [] : backend.getMany(keys.map(wholeKey));
  }
  async function deleteMany(keys: string[]) {
    return keys.length === 0 || (await backend.delete(keys.map(wholeKey))) === new Set(keys).size;
  }
  return {
    getMany,
    get: async (key: string) => (await getMany([key]))[0],
    set: (key: string, raw: string, ttlMs?: number) => backend.set(wholeKey(key), raw, ttlMs),
    delete: (key: string) => deleteMany([key]),
    deleteMany,
    clear: () => backend.clear(prefix),
  };
}
