import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { ValuesEngine } from './engine.js';
import type { Values } from './values.js';

export interface TableOptions {
  /** How long values are kept, in ms; for clean-up only. Default: for ever. */
  readonly ttlMs?: number | undefined;
}

/**
 * One namespace of a store, for the library itself. It does not copy values: they are shared and must not be changed.
 * The caller declares the type of the values, as with Keyv.
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

  /** Like `read`, for several keys. */
  readMany(keys: readonly string[]): readonly (T | undefined)[] | Promise<readonly (T | undefined)[]> {
    if (keys.length === 0) return [];
    const read = this.#values.getMany(keys.map((key) => this.#prefix + key));
    return read as readonly (T | undefined)[] | Promise<readonly (T | undefined)[]>;
  }

  /** Like `read`, with the turn's staged writes applied. */
  async readIn(lease: Lease, key: string): Promise<T | undefined> {
    const whole = this.#prefix + key;
    const stored = lease.has(whole) ? undefined : await this.read(key);
    return lease.over(whole, stored) as T | undefined;
  }

  /** The value that a turn sees: the stored value with the turn's staged writes applied. */
  over(lease: Lease, key: string, stored: T | undefined): T | undefined {
    return lease.over(this.#prefix + key, stored) as T | undefined;
  }

  async write(key: string, value: T): Promise<void> {
    await this.#values.commit([this.set(key, value)]);
  }

  /**
   * Reads, changes and writes a value in one step. `change` may run again, so it must be pure. Returning `undefined`
   * deletes; returning the same reference writes nothing. Resolves with the value afterwards.
   */
  async update(key: string, change: (current: T | undefined) => T | undefined): Promise<T | undefined> {
    const [stored] = await this.#values.commit([this.change(key, change)]);
    return stored as T | undefined;
  }

  /** Commits writes, of any tables of the store. */
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

  /**
   * Moves a value to another key. If there is one already, `choose` says which of the two counts; by default the one that
   * is there.
   */
  moveWrites(from: string, to: string, choose: (own: T, moved: T) => T = (own) => own): [leave: Write, take: Write] {
    let moved: T | undefined;
    const leave = this.change(from, (current) => {
      moved = current;
      return undefined;
    });
    const take = this.change(to, (own) => {
      if (moved === undefined) return own;
      return own === undefined ? moved : choose(own, moved);
    });
    return [leave, take];
  }
}

/** The prefix of a namespace's keys. The encoded namespace has no colon, so keys of two namespaces never collide. */
export function prefixOf(namespace: string): string {
  return `${encodeURIComponent(namespace)}:`;
}
