import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { ValuesEngine } from './engine.js';
import type { Values } from './values.js';

export interface TableOptions {
  /** How long values are kept, in ms; for clean-up only. Without it, for ever. */
  readonly ttlMs?: number | undefined;
}

/**
 * One namespace of a store, for the library's own rooms: no copies, no hooks. What is read is shared and must not be
 * changed. The type of the values is the promise of whoever wrote them, as in Keyv.
 */
export class Table<T> {
  readonly #values: Values;
  readonly #prefix: string;
  readonly #ttlMs: number | undefined;

  constructor({ engine }: { readonly engine: ValuesEngine }, namespace: string, { ttlMs }: TableOptions = {}) {
    this.#values = engine.values;
    this.#prefix = prefixOf(namespace);
    this.#ttlMs = ttlMs;
  }

  /** Not a promise if the store is in this process. */
  read(key: string): T | undefined | Promise<T | undefined> {
    const read = this.#values.getMany([this.#prefix + key]);
    return read instanceof Promise ? read.then(([value]) => value as T | undefined) : (read[0] as T | undefined);
  }

  /** As `read`, for several keys. */
  readMany(keys: readonly string[]): readonly (T | undefined)[] | Promise<readonly (T | undefined)[]> {
    if (keys.length === 0) return [];
    const read = this.#values.getMany(keys.map((key) => this.#prefix + key));
    return read as readonly (T | undefined)[] | Promise<readonly (T | undefined)[]>;
  }

  /** As `read`, with what the turn has staged on top. */
  async readIn(lease: Lease, key: string): Promise<T | undefined> {
    const whole = this.#prefix + key;
    const stored = lease.has(whole) ? undefined : await this.read(key);
    return lease.over(whole, stored) as T | undefined;
  }

  /** What a turn finds, given what is stored: its own staged writes come on top. */
  over(lease: Lease, key: string, stored: T | undefined): T | undefined {
    return lease.over(this.#prefix + key, stored) as T | undefined;
  }

  async write(key: string, value: T): Promise<void> {
    await this.#values.commit([this.set(key, value)]);
  }

  /**
   * Reads, changes and writes in one step; `change` may run again, so it must be pure. `undefined` deletes, the same
   * reference writes nothing. Resolves with what is stored afterwards.
   */
  async update(key: string, change: (current: T | undefined) => T | undefined): Promise<T | undefined> {
    const [stored] = await this.#values.commit([this.change(key, change)]);
    return stored as T | undefined;
  }

  /** Commits writes, of whatever tables of the store. */
  async commit(writes: readonly Write[]): Promise<void> {
    if (writes.length > 0) await this.#values.commit(writes);
  }

  async delete(key: string): Promise<void> {
    await this.#values.delete([this.#prefix + key]);
  }

  /** A value as a write of a larger commit; `undefined` deletes. */
  set(key: string, value: T | undefined): Write {
    return { key: this.#prefix + key, value, ttlMs: this.#ttlMs };
  }

  /** A change as a write of a larger commit. */
  change(
    key: string,
    change: (current: T | undefined) => T | undefined,
    onStored?: (stored: T | undefined) => void,
  ): Write {
    return {
      key: this.#prefix + key,
      change: (current) => change(current as T | undefined),
      ttlMs: this.#ttlMs,
      ...(onStored && { onStored: (stored: unknown) => onStored(stored as T | undefined) }),
    };
  }
}

/** What the whole keys of a namespace begin with. Encoded, a namespace holds no colon: no two pairs make the same key. */
export function prefixOf(namespace: string): string {
  return `${encodeURIComponent(namespace)}:`;
}
