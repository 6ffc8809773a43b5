import { randomUUID } from 'node:crypto';
import type { Storage, StoreItems } from 'botbuilder';
import { ETagConflictError, InvalidInputError } from '../../core/errors.js';
import type { Lease } from '../../core/lease.js';
import type { AtomicKeyv } from '../../store/atomicKeyv.js';
import { Table } from '../../store/table.js';
import { leaseFor } from './leaseFor.js';

/** A bot's item: its own fields, and the eTag of its last write. */
type Item = Record<string, unknown> & { eTag: string };

interface ItemWrite {
  readonly key: string;
  readonly item: Item;
  /** The eTag that must still stand there; `undefined` overwrites. */
  readonly expected: string | undefined;
}

/**
 * Bot Framework's Storage over any store, for ConversationState, UserState and one's own items.
 *
 * Items follow JSON: what is read is a copy, fields that are `undefined` are gone, dates are strings. Each write gives
 * an item a new eTag. An item written without an eTag, or with `*`, overwrites; with the eTag that it was read with,
 * it is written if nobody wrote or deleted it since, and `write` rejects with ETagConflictError if somebody did.
 * Conflicts are looked for before anything is written. Rejects with StoreError when the store fails.
 *
 * What a turn of `ClickatellAdapter` writes is committed in one step with the turn's end: a turn that runs again,
 * because its process ended before the turn did, finds everything as the turn found it the first time, and a dialog is
 * not moved on twice by one answer. For that, the adapter and the bot's state must have the same store.
 *
 * ```ts
 * const storage = new KeyvStorage(store.keyv('bot-state'));
 * const conversationState = new ConversationState(storage);
 * ```
 */
export class KeyvStorage implements Storage {
  readonly #keyv: AtomicKeyv<unknown>;
  readonly #table: Table<Item>;

  constructor(keyv: AtomicKeyv<unknown>) {
    this.#keyv = keyv;
    this.#table = new Table(keyv, keyv.namespace ?? '', { ttlMs: keyv.ttl });
  }

  async read(keys: string[]): Promise<StoreItems> {
    const items = await this.#items(keys);
    // A copy: Bot Framework's state changes what it was given in place.
    // fromEntries defines its properties: a key such as __proto__ is one like any other.
    return Object.fromEntries(
      keys.flatMap((key, at) => (items[at] === undefined ? [] : [[key, copyOf(items[at])] as const])),
    );
  }

  async write(changes: StoreItems): Promise<void> {
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

  async delete(keys: string[]): Promise<void> {
    const direct = keys.flatMap((key) => {
      const lease = this.#lease(key);
      const write = this.#table.set(key, undefined);
      if (!lease) return [write];
      lease.stage(write);
      return [];
    });
    await this.#table.commit(direct);
  }

  async #check(writes: readonly ItemWrite[]): Promise<void> {
    const current = await this.#items(writes.map(({ key }) => key));
    for (const [at, { key, expected }] of writes.entries()) {
      if (current[at]?.eTag !== expected) throw new ETagConflictError(key);
    }
  }

  /** What stands under the keys, with what their turns have staged on top. */
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

/** Items are JSON, and this is many times quicker than `structuredClone`. */
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
  // A copy: the bot goes on with its own.
  return { key, item: JSON.parse(JSON.stringify({ ...change, eTag: randomUUID() })), expected };
}
