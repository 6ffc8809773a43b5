import { randomUUID } from 'node:crypto';
import type { Storage, StoreItems } from 'botbuilder';
import { ETagConflictError, InvalidInputError } from '../../core/errors.js';
import { type TurnScope, turnScope } from '../../core/turnScope.js';
import type { AtomicKeyv } from '../../store/atomicKeyv.js';

/** A bot's item: its own fields, and the eTag of its last write. */
type Item = Record<string, unknown> & { eTag: string };

/** An item as it is stored. */
export interface StoredItem {
  readonly item: Item;
  /** The turn that wrote it, and what the turn had found: should the turn run again, it finds the same again. */
  readonly turn?: string;
  readonly before?: Item;
}

interface Write {
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
 * Conflicts are looked for before anything is written; one that arises during the write itself leaves other items of
 * the same call written. Rejects with StoreError when the store fails.
 *
 * A turn of `ClickatellAdapter` that runs again, because its process ended before the turn did, reads what the turn read
 * the first time: a dialog is not moved on twice by one answer.
 *
 * ```ts
 * const storage = new KeyvStorage(store.keyv('bot-state'));
 * const conversationState = new ConversationState(storage);
 * ```
 */
export class KeyvStorage implements Storage {
  readonly #keyv: AtomicKeyv<StoredItem>;
  readonly #runs = new WeakMap<TurnScope, Run>();

  constructor(keyv: AtomicKeyv<StoredItem>) {
    this.#keyv = keyv;
  }

  async read(keys: string[]): Promise<StoreItems> {
    const run = this.#run();
    const stored = await this.#keyv.readMany(keys);
    const items = keys.map((key, index) => [key, found(key, stored[index], run)] as const);
    for (const [key, item] of items) {
      // A copy: Bot Framework's state changes what it was given in place.
      if (run && !run.read.has(key)) run.read.set(key, copyOf(item));
    }
    // fromEntries defines its properties: a key such as __proto__ is one like any other.
    return Object.fromEntries(items.filter(([, item]) => item !== undefined));
  }

  async write(changes: StoreItems): Promise<void> {
    const run = this.#run();
    const writes = Object.entries(changes).map(([key, item]) => writeOf(key, item));
    const conditional = writes.filter(({ expected }) => expected !== undefined);
    if (conditional.length > 0) await this.#check(conditional, run);
    await Promise.all(conditional.map((write) => this.#writeIfUnchanged(write, run)));
    const others = writes.filter(({ expected }) => expected === undefined);
    await Promise.all(others.map(({ key, item }) => this.#keyv.write(key, toStore(key, item, run))));
    for (const { key } of writes) run?.written.add(key);
  }

  async delete(keys: string[]): Promise<void> {
    await this.#keyv.delete(keys);
  }

  async #check(writes: readonly Write[], run: Run | undefined): Promise<void> {
    const current = await this.#keyv.readMany(writes.map(({ key }) => key));
    for (const [index, { key, expected }] of writes.entries()) {
      if (found(key, current[index], run)?.eTag !== expected) throw new ETagConflictError(key);
    }
  }

  async #writeIfUnchanged({ key, item, expected }: Write, run: Run | undefined): Promise<void> {
    await this.#keyv.update(key, (current) => {
      if (found(key, current, run)?.eTag !== expected) throw new ETagConflictError(key);
      return toStore(key, item, run);
    });
  }

  #run(): Run | undefined {
    const scope = turnScope();
    if (!scope) return undefined;
    const known = this.#runs.get(scope);
    if (known) return known;
    const run = { turn: scope.turn, read: new Map(), written: new Set<string>() };
    this.#runs.set(scope, run);
    return run;
  }
}

/** Items are JSON, and this is many times quicker than `structuredClone`. */
function copyOf(item: Item | undefined): Item | undefined {
  return item && JSON.parse(JSON.stringify(item));
}

/** What one run of a turn has read first under each key, and what it has written. */
interface Run {
  readonly turn: string;
  readonly read: Map<string, Item | undefined>;
  readonly written: Set<string>;
}

/** What a run finds under a key: not what an earlier run of the same turn left there, but what that one had found. */
function found(key: string, stored: StoredItem | undefined, run: Run | undefined): Item | undefined {
  const isOfEarlierRun = run !== undefined && stored?.turn === run.turn && !run.written.has(key);
  return isOfEarlierRun ? stored?.before : stored?.item;
}

function toStore(key: string, item: Item, run: Run | undefined): StoredItem {
  if (!run?.read.has(key)) return { item };
  const before = run.read.get(key);
  return { item, turn: run.turn, ...(before && { before }) };
}

function writeOf(key: string, change: unknown): Write {
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
  return { key, item: { ...change, eTag: randomUUID() }, expected };
}
