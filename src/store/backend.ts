import { StoreError } from '../core/errors.js';

/** What is to stand under a key: given what stands there now. The same string writes nothing, `undefined` deletes. */
export type RawChange = (current: string | undefined) => string | undefined;

/**
 * What one kind of store must be able to do, with whole keys and strings. All that stands above it (namespaces, JSON,
 * Keyv's face, errors) is written once for every kind.
 */
export interface Backend {
  getMany(keys: readonly string[]): Promise<(string | undefined)[]>;
  /** `ttlMs`: after this time the value may be cleaned up. */
  set(key: string, raw: string, ttlMs?: number): Promise<void>;
  /** Resolves with the number of keys that were there. */
  delete(keys: readonly string[]): Promise<number>;
  /** Deletes every key that begins so. */
  clear(keyPrefix: string): Promise<void>;
  /** One atomic step. `change` never throws; it may run again. */
  update(key: string, change: RawChange, ttlMs?: number): Promise<void>;
  /** Called once, when nothing is under way. */
  close(): Promise<void>;
}

/**
 * The backend with one way to fail: whatever goes wrong is a StoreError. `close` waits for what is under way, and
 * nothing reaches the backend after it.
 * `place` names the store for the reader of the error, without its password.
 */
export function guarded(backend: Backend, place: string): Backend {
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function attempt<T>(verb: string, work: () => Promise<T>): Promise<T> {
    if (closing) throw new StoreError(`The store ${place} is closed.`);
    const working = work();
    underWay.add(working);
    try {
      return await working;
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      throw new StoreError(`The store ${place} could not be ${verb}.`, { cause });
    } finally {
      underWay.delete(working);
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(underWay);
    await backend.close();
  }

  return {
    getMany: (keys) => attempt('read', () => backend.getMany(keys)),
    set: (key, raw, ttlMs) => attempt('written', () => backend.set(key, raw, ttlMs)),
    delete: (keys) => attempt('written', () => backend.delete(keys)),
    clear: (keyPrefix) => attempt('cleared', () => backend.clear(keyPrefix)),
    update: (key, change, ttlMs) => attempt('written', () => backend.update(key, change, ttlMs)),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
