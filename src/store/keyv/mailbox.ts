import { setImmediate as nextLoop } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../../core/clock.js';
import { DamagedValueError } from '../../core/errors.js';
import type { Write } from '../../core/write.js';
import type { AsideItem, DueItem, KeptItem, LaneItem, LaneMeasure } from '../lanes.js';
import { asideMs, rememberedMs } from '../lives.js';
import { laneItem, type Mailbox, type StoredItem } from '../mailbox.js';
import type { Transaction } from './draft.js';
import { type DueEntry, DueOrder } from './dueOrder.js';
import type { KeyvEngine } from './engine.js';
import { Series } from './series.js';
import { keysToRead, stage } from './values.js';

/** How many old dead letters are dropped in one transaction: more than are set aside in it. */
const asidesDropped = 2;
/** How many values are deleted in one transaction. */
const mostDeleted = 500;
/** How many values are read at once where all are read. */
const readAtOnce = 500;

const storedItem = z.object({ item: laneItem, at: z.number(), runs: z.number().optional() });
const storedAside = z.object({ item: laneItem, error: z.string(), at: z.number() });
const storedDue = laneItem.extend({ dueAt: z.number(), key: z.string() });

/** What the mailbox knows about its values without reading them. It is the same for every clock. */
export class MailboxIndex {
  readonly engine: KeyvEngine;
  /** With the time when each was accepted. */
  readonly items: Series<number>;
  /** With the id of each, and when it was set aside. */
  readonly asides: Series<{ readonly id: string; readonly at: number }>;
  /** With the key of each. */
  readonly due: Series<string>;
  readonly order: DueOrder;

  constructor(engine: KeyvEngine) {
    this.engine = engine;
    this.items = new Series(engine, 'm/item');
    this.asides = new Series(engine, 'm/aside');
    this.due = new Series(engine, 'm/due');
    this.order = new DueOrder((sequence) => this.due.has(sequence));
  }

  async open(): Promise<void> {
    await this.items.open((value) => read(storedItem, value).at);
    await this.asides.open((value) => {
      const { item, at } = read(storedAside, value);
      return { id: item.id, at };
    });
    const entries: DueEntry[] = [];
    await this.due.open((value, sequence) => {
      const { dueAt, key } = read(storedDue, value);
      entries.push({ sequence, dueAt, key });
      return key;
    });
    for (const entry of entries) this.order.add(entry, entries.length);
  }
}

/**
 * A mailbox over a user's Keyv. Each write is one transaction, and transactions at about the same time share a record.
 */
export class KeyvMailbox implements Mailbox {
  readonly isDurable = true;
  readonly #index: MailboxIndex;
  readonly #engine: KeyvEngine;
  readonly #clock: Clock;

  constructor(index: MailboxIndex, clock: Clock) {
    this.#index = index;
    this.#engine = index.engine;
    this.#clock = clock;
  }

  append(items: readonly LaneItem[], writes: readonly Write[] = []): Promise<(StoredItem | undefined)[]> {
    const old = this.#oldAsides();
    const ids = items.map(({ id }) => seenKey(id));
    const keys = [...this.#index.items.keys, ...ids, ...keysToRead(writes), ...old.map(asideKey)];
    return this.#engine.transact(keys, (transaction) => {
      for (const id of old) this.#dropAside(transaction, id, true);
      const stored = items.map((item) => this.#claim(transaction, item));
      stage(transaction, writes);
      return stored;
    });
  }

  async page(after: number, limit: number): Promise<readonly StoredItem[]> {
    const sequences: number[] = [];
    for (const [sequence] of this.#index.items.after(after)) {
      if (sequences.length === limit) break;
      sequences.push(sequence);
    }
    const values = await this.#engine.read(sequences.map((sequence) => this.#index.items.key(sequence)));
    return sequences.flatMap((sequence, index) => {
      // The item may have run since.
      if (values[index] === undefined) return [];
      const { item, runs } = read(storedItem, values[index]);
      return [{ sequence, item: toItem(item), ...(runs !== undefined && { runs }) }];
    });
  }

  begun(sequence: number, runs: number): Promise<void> {
    const key = this.#index.items.key(sequence);
    return this.#engine.transact([key], (transaction) => {
      const value = transaction.get(key);
      if (value !== undefined) transaction.set(key, { ...read(storedItem, value), runs });
    });
  }

  done(sequence: number, writes: readonly Write[] = []): Promise<void> {
    return this.#engine.transact(keysToRead(writes), (transaction) => {
      this.#index.items.remove(transaction, sequence);
      stage(transaction, writes);
    });
  }

  putAside(
    { sequence, item }: StoredItem,
    error: string,
    writes: readonly Write[],
    following: readonly LaneItem[],
  ): Promise<(StoredItem | undefined)[]> {
    const { items, asides } = this.#index;
    const at = this.#clock.now();
    const old = this.#oldAsides();
    const taken = following.length > 0 ? [...items.keys, ...following.map(({ id }) => seenKey(id))] : [];
    const keys = [...asides.keys, ...[item.id, ...old].map(asideKey), ...keysToRead(writes), ...taken];
    return this.#engine.transact(keys, (transaction) => {
      items.remove(transaction, sequence);
      for (const id of old) this.#dropAside(transaction, id, true);
      this.#dropAside(transaction, item.id);
      const aside = { item, error, at };
      transaction.set(asideKey(item.id), asides.add(transaction, aside, { id: item.id, at }));
      const stored = following.map((each) => this.#claim(transaction, each));
      stage(transaction, writes);
      return stored;
    });
  }

  async asides(): Promise<AsideItem[]> {
    const { asides } = this.#index;
    const kept = [...asides.after(-1)].filter(([, { at }]) => !this.#isOver(at));
    const keys = kept.map(([sequence]) => asides.key(sequence));
    const values = await this.#engine.read(keys);
    return values.flatMap((value) => {
      if (value === undefined) return [];
      const { item, error } = read(storedAside, value);
      return [{ item: toItem(item), error }];
    });
  }

  async takeBack(id: string): Promise<StoredItem | undefined> {
    const { items, asides } = this.#index;
    const [sequence] = await this.#engine.read([asideKey(id)]);
    if (typeof sequence !== 'number') return undefined;
    const keys = [...items.keys, asideKey(id), asides.key(sequence)];
    return this.#engine.transact(keys, (transaction) => {
      const value = transaction.get(asides.key(sequence));
      if (value === undefined) return undefined;
      this.#dropAside(transaction, id);
      const { item, at } = read(storedAside, value);
      return this.#isOver(at) ? undefined : this.#store(transaction, toItem(item));
    });
  }

  schedule(item: DueItem): Promise<void> {
    const { due, order } = this.#index;
    return this.#engine.transact([...due.keys, dueKey(item.key)], (transaction) => {
      this.#unschedule(transaction, item.key);
      const sequence = due.add(transaction, item, item.key);
      transaction.set(dueKey(item.key), sequence);
      transaction.onStored(() => order.add({ sequence, dueAt: item.dueAt, key: item.key }, due.size));
    });
  }

  cancel(key: string): Promise<boolean> {
    return this.#engine.transact([dueKey(key)], (transaction) => this.#unschedule(transaction, key));
  }

  async takeDue(limit: number): Promise<(StoredItem | undefined)[]> {
    const { items, due, order } = this.#index;
    const entries = order.take(this.#clock.now(), limit);
    if (entries.length === 0) return [];
    try {
      const dueKeys = entries.map(({ sequence }) => due.key(sequence));
      const values = await this.#engine.read(dueKeys);
      const seen = values.flatMap((value) => (value === undefined ? [] : [seenKey(read(storedDue, value).id)]));
      const keys = [...items.keys, ...dueKeys, ...entries.map(({ key }) => dueKey(key)), ...seen];
      return await this.#engine.transact(keys, (transaction) =>
        entries.flatMap(({ sequence, key }) => {
          const value = transaction.get(due.key(sequence));
          // The item was cancelled or replaced.
          if (value === undefined) return [];
          this.#unschedule(transaction, key);
          return [this.#claim(transaction, toItem(read(storedDue, value)))];
        }),
      );
    } catch (error) {
      for (const entry of entries) order.add(entry, due.size);
      throw error;
    }
  }

  nextDue(): number | undefined {
    return this.#index.order.next;
  }

  async *kept(): AsyncGenerator<readonly KeptItem[]> {
    const { items, asides, due } = this.#index;
    for await (const values of this.#valuesOf(items)) {
      yield values.map((value): KeptItem => ({ place: 'waiting', item: toItem(read(storedItem, value).item) }));
    }
    for await (const values of this.#valuesOf(asides)) {
      yield values.map((value): KeptItem => ({ place: 'aside', item: toItem(read(storedAside, value).item) }));
    }
    for await (const values of this.#valuesOf(due)) {
      yield values.map((value): KeptItem => {
        const { dueAt, key, ...item } = read(storedDue, value);
        return { place: 'scheduled', item: { ...toItem(item), dueAt, key } };
      });
    }
  }

  async changeAside(id: string, next: LaneItem | undefined): Promise<void> {
    const { asides } = this.#index;
    const [sequence] = await this.#engine.read([asideKey(id)]);
    if (typeof sequence !== 'number') return;
    const key = asides.key(sequence);
    await this.#engine.transact([asideKey(id), key], (transaction) => {
      const value = transaction.get(key);
      if (value === undefined) return;
      if (next) transaction.set(key, { ...read(storedAside, value), item: next });
      else this.#dropAside(transaction, id);
    });
  }

  async forgetIds(isTheirs: (id: string) => boolean): Promise<number> {
    let count = 0;
    for await (const found of this.#engine.scan()) {
      const ids = found.filter(({ key }) => key.startsWith(seenKey('')) && isTheirs(key.slice(seenKey('').length)));
      const keys = ids.map(({ key }) => key);
      if (keys.length === 0) continue;
      count += keys.length;
      await this.#engine.transact(keys, (transaction) => {
        for (const key of keys) transaction.set(key, undefined);
      });
    }
    return count;
  }

  drop(sequences: readonly number[], writes: readonly Write[]): Promise<void> {
    return this.#engine.transact(keysToRead(writes), (transaction) => {
      for (const sequence of sequences) this.#index.items.remove(transaction, sequence);
      stage(transaction, writes);
    });
  }

  async clear(): Promise<void> {
    const { items, asides, due } = this.#index;
    const gone: string[] = [];
    await this.#engine.transact([], (transaction) => {
      transaction.clear('m/');
      transaction.onStored(() => {
        for (const [sequence] of items.after(-1)) gone.push(items.key(sequence));
        for (const [sequence, { id }] of asides.after(-1)) gone.push(asides.key(sequence), asideKey(id));
        for (const [sequence, key] of due.after(-1)) gone.push(due.key(sequence), dueKey(key));
        for (const series of [items, asides, due]) series.reset();
      });
    });
    // The values count as deleted already; this frees their space. Ids are deleted when they expire.
    for (let start = 0; start < gone.length; start += mostDeleted) {
      const some = gone.slice(start, start + mostDeleted);
      await this.#engine.transact(some, (transaction) => {
        for (const key of some) if (transaction.get(key) === undefined) transaction.set(key, undefined);
      });
    }
  }

  async measure(): Promise<LaneMeasure> {
    const { items, asides } = this.#index;
    const [oldest] = items.after(-1);
    return { depth: items.size, oldestAt: oldest?.[1], aside: asides.size };
  }

  async *#valuesOf(series: {
    key(sequence: number): string;
    after(sequence: number): Iterable<readonly [number, unknown]>;
  }) {
    const keys = [...series.after(-1)].map(([sequence]) => series.key(sequence));
    for (let from = 0; from < keys.length; from += readAtOnce) {
      const values = await this.#engine.read(keys.slice(from, from + readAtOnce));
      yield values.filter((value) => value !== undefined);
      await nextLoop();
    }
  }

  #claim(transaction: Transaction, item: LaneItem): StoredItem | undefined {
    if (transaction.get(seenKey(item.id)) !== undefined) return undefined;
    transaction.set(seenKey(item.id), 1, rememberedMs);
    return this.#store(transaction, item);
  }

  #store(transaction: Transaction, item: LaneItem): StoredItem {
    const at = this.#clock.now();
    return { sequence: this.#index.items.add(transaction, { item, at }, at), item };
  }

  /** The first dead letters that are over. They stand in the order of their ages. */
  #oldAsides(): string[] {
    const old: string[] = [];
    for (const [, { id, at }] of this.#index.asides.after(-1)) {
      if (old.length === asidesDropped || !this.#isOver(at)) break;
      old.push(id);
    }
    return old;
  }

  #isOver(at: number): boolean {
    return this.#clock.now() - at > asideMs;
  }

  /** `ifOld`: it may have been taken back and set aside again since. */
  #dropAside(transaction: Transaction, id: string, ifOld = false): void {
    const sequence = transaction.get(asideKey(id));
    if (typeof sequence !== 'number') return;
    const note = this.#index.asides.note(sequence);
    if (ifOld && note !== undefined && !this.#isOver(note.at)) return;
    this.#index.asides.remove(transaction, sequence);
    transaction.set(asideKey(id), undefined);
  }

  #unschedule(transaction: Transaction, key: string): boolean {
    const sequence = transaction.get(dueKey(key));
    if (typeof sequence !== 'number') return false;
    this.#index.due.remove(transaction, sequence);
    transaction.set(dueKey(key), undefined);
    return true;
  }
}

function seenKey(id: string): string {
  return `m/seen/${id}`;
}

function asideKey(id: string): string {
  return `m/aside-of/${id}`;
}

function dueKey(key: string): string {
  return `m/due-of/${key}`;
}

function toItem({ id, lane, payload }: LaneItem): LaneItem {
  return { id, lane, payload };
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DamagedValueError('A stored item of the lanes is not what this program wrote: the store is damaged.');
}
