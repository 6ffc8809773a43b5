import { randomUUID } from 'node:crypto';
import { ETagConflictError, InvalidInputError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { AtomicKeyv } from '../store/atomicKeyv.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { leaseFor } from './leaseFor.js';

/** A bot's item: its fields, and the eTag of its last write. */
type Item = Record<string, unknown> & { eTag: string };

interface ItemWrite {
  readonly key: string;
  readonly item: Item;
  /** The eTag that the stored item must still have; `undefined` overwrites. */
  readonly expected: string | undefined;
}

/** A host's Storage over any store. Each host's KeyvStorage says what it does. */
export class HostStorage {
  readonly #keyv: AtomicKeyv<unknown>;
  readonly #table: Table<Item>;

  constructor(keyv: AtomicKeyv<unknown>) {
    this.#keyv = keyv;
    this.#table = new Table(keyv, keyv.namespace ?? '', { ttlMs: keyv.ttl });
  }

  /** @throws InvalidInputError without a list of keys, in MemoryStorage's words. */
  async read(keys: string[]): Promise<Record<string, unknown>> {
    mustBeKeys(keys, 'reading');
    const items = await this.#items(keys);
    // Copies, because the SDKs' state changes the objects that it is given.
    // fromEntries defines properties, so a key such as __proto__ is like any other.
    return Object.fromEntries(
      keys.flatMap((key, at) => (items[at] === undefined ? [] : [[key, copyOf(items[at])] as const])),
    );
  }

  /** @throws InvalidInputError without changes, in MemoryStorage's words, and for an item or an eTag that is none. */
  async write(changes: object): Promise<void> {
    if (typeof changes !== 'object' || changes === null) {
      throw new InvalidInputError('changes', 'Changes are required when writing.');
    }
    const writes = Object.entries(changes).map(([key, item]) => writeOf(key, item));
    const conditional = writes.filter(({ expected }) => expected !== undefined);
    if (conditional.length > 0) await this.#check(conditional);
    const direct = writes.flatMap(({ key, item, expected }) => {
      const lease = this.#lease(key);
      const write = this.#table.set(key, item);
      if (lease) lease.stage(write);
      else if (expected === undefined) return [write];
      else return [this.#table.change(key, (current) => unlessChanged(key, current, expected, item))];
      return [];
    });
    await this.#table.commit(direct);
  }

  /** @throws InvalidInputError without a list of keys. */
  async delete(keys: string[]): Promise<void> {
    mustBeKeys(keys, 'deleting');
    const direct = keys.flatMap((key) => {
      const lease = this.#lease(key);
      const write = this.#table.set(key, undefined);
      if (!lease) return [write];
      lease.stage(write);
      return [];
    });
    await this.#table.commit(direct);
  }

  /** Whether the items are kept in this store. */
  isOf({ engine }: Pick<Store, 'engine'>): boolean {
    return this.#keyv.engine === engine;
  }

  /**
   * Writes that move an item to another key. If there is one already, `isLast` says, once the writes are evaluated,
   * whether the moved one takes its place.
   */
  moveWrites(from: string, to: string, isLast: () => boolean): Write[] {
    return this.#table.moveWrites(from, to, (own, moved) => (isLast() ? moved : own));
  }

  async #check(writes: readonly ItemWrite[]): Promise<void> {
    const current = await this.#items(writes.map(({ key }) => key));
    for (const [at, { key, expected }] of writes.entries()) {
      if (current[at]?.eTag !== expected) throw new ETagConflictError(key);
    }
  }

  /** The values of the keys, with the staged writes of their turns applied. */
  async #items(keys: readonly string[]): Promise<(Item | undefined)[]> {
    const reading = this.#table.readMany(keys);
    const stored = reading instanceof Promise ? await reading : reading;
    return keys.map((key, at) => {
      const lease = this.#lease(key);
      return lease ? this.#table.over(lease, key, stored[at]) : stored[at];
    });
  }

  #lease(key: string): Lease | undefined {
    return leaseFor(key, this.#keyv.engine.leases);
  }
}

/** Bots in plain JavaScript can pass anything. */
function mustBeKeys(keys: unknown, verb: string): void {
  if (!Array.isArray(keys)) throw new InvalidInputError('keys', `Keys are required when ${verb}.`);
  if (keys.every((key) => typeof key === 'string')) return;
  throw new InvalidInputError('keys', `each of them must be a string when ${verb}.`);
}

/** Items are JSON, and this is many times faster than `structuredClone`. */
function copyOf(item: Item | undefined): Item | undefined {
  return item && JSON.parse(JSON.stringify(item));
}

function unlessChanged(key: string, current: Item | undefined, expected: string, item: Item): Item {
  if (current?.eTag !== expected) throw new ETagConflictError(key);
  return item;
}

function writeOf(key: string, change: unknown): ItemWrite {
  if (typeof change !== 'object' || change === null) {
    throw new InvalidInputError('changes', 'what is written under a key must be an object.');
  }
  const eTag = 'eTag' in change ? change.eTag : undefined;
  const expected = eTag === '*' || eTag === null ? undefined : eTag;
  if (expected === '' || (expected !== undefined && typeof expected !== 'string')) {
    throw new InvalidInputError(
      'eTag',
      'it must be the eTag that the item was read with, * to overwrite, or left out.',
    );
  }
  // A copy, because the bot goes on using its own object.
  return { key, item: JSON.parse(JSON.stringify({ ...change, eTag: randomUUID() })), expected };
}
