import type { Database, RootDatabase } from 'lmdb';
import type { Clock } from '../../core/clock.js';
import { StoreError } from '../../core/errors.js';
import type { AsideItem, DueItem, LaneItem, LaneMeasure } from '../lanes.js';
import type { Mailbox, StoredItem } from '../mailbox.js';
import { committed } from './commit.js';

/** How long an id is remembered, in ms: Clickatell may repeat a callback for days. */
const rememberedMs = 7 * 24 * 60 * 60 * 1000;
const sweepEveryMs = 60 * 60 * 1000;
const sweepLimit = 10_000;

interface Entry {
  readonly item: LaneItem;
  /** When it was accepted, epoch ms. */
  readonly at: number;
}

/**
 * A mailbox in LMDB. Acceptance is one transaction, flushed to disk before it is answered; many acceptances at once
 * share one transaction and one flush.
 */
export class LmdbMailbox implements Mailbox {
  readonly isDurable = true;
  readonly #environment: RootDatabase;
  readonly #clock: Clock;
  readonly #items: Database<Entry, number>;
  /** When each id was accepted, and the ids in that order. */
  readonly #seen: Database<number, string>;
  readonly #seenAt: Database<string, [number, number]>;
  readonly #aside: Database<AsideItem & { sequence: number }, string>;
  readonly #due: Database<DueItem, string>;
  /** The keys of what is scheduled, by time. */
  readonly #dueAt: Database<string, [number, string]>;
  #sequence: number;
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor(environment: RootDatabase, clock: Clock) {
    const open = <Value, Key extends string | number | [number, number | string]>(name: string) =>
      environment.openDB<Value, Key>({ name, encoding: 'json' });
    this.#environment = environment;
    this.#clock = clock;
    this.#items = open('lane-items');
    this.#seen = open('lane-seen');
    this.#seenAt = open('lane-seen-at');
    this.#aside = open('lane-aside');
    this.#due = open('lane-due');
    this.#dueAt = open('lane-due-at');
    const [lastItem] = this.#items.getKeys({ reverse: true, limit: 1 });
    const [lastSeen] = this.#seenAt.getKeys({ reverse: true, limit: 1 });
    const asides = this.#aside.getRange().map(({ value }) => value.sequence);
    this.#sequence = Math.max(lastItem ?? 0, lastSeen?.[1] ?? 0, ...asides);
  }

  append(items: readonly LaneItem[]): Promise<(StoredItem | undefined)[]> {
    return this.#flushed(() => {
      const now = this.#clock.now();
      if (now - this.#sweptAt > sweepEveryMs) this.#sweep(now);
      return items.map((item) => this.#claim(item, now));
    });
  }

  async remaining(): Promise<StoredItem[]> {
    return guarded(() => [...this.#items.getRange().map(({ key, value }) => ({ sequence: key, item: value.item }))]);
  }

  async remove(sequence: number): Promise<void> {
    await this.#written(() => this.#items.remove(sequence));
  }

  async putAside({ sequence, item }: StoredItem, error: string): Promise<void> {
    await this.#written(() => {
      this.#items.remove(sequence);
      this.#sequence += 1;
      this.#aside.put(item.id, { item, error, sequence: this.#sequence });
    });
  }

  async asides(): Promise<AsideItem[]> {
    const all = await guarded(() => [...this.#aside.getRange().map(({ value }) => value)]);
    return all.sort((a, b) => a.sequence - b.sequence).map(({ item, error }) => ({ item, error }));
  }

  takeBack(id: string): Promise<StoredItem | undefined> {
    return this.#flushed(() => {
      const aside = this.#aside.get(id);
      this.#aside.remove(id);
      return aside && this.#store(aside.item, this.#clock.now());
    });
  }

  async schedule(item: DueItem): Promise<void> {
    await this.#flushed(() => {
      this.#unschedule(item.key);
      this.#due.put(item.key, item);
      this.#dueAt.put([item.dueAt, item.key], item.key);
    });
  }

  cancel(key: string): Promise<boolean> {
    return this.#flushed(() => this.#unschedule(key));
  }

  takeDue(): Promise<StoredItem[]> {
    return this.#flushed(() => {
      const now = this.#clock.now();
      // A string sorts behind every number and no key is empty, so this is the first place after `now`.
      const keys = [...this.#dueAt.getRange({ end: [now + 1, ''] }).map(({ value }) => value)];
      const due = keys.map((key) => this.#due.get(key)).filter((item) => item !== undefined);
      for (const { key } of due) this.#unschedule(key);
      const stored = due.map(({ id, lane, payload }) => this.#claim({ id, lane, payload }, now));
      return stored.filter((each) => each !== undefined);
    });
  }

  nextDue(): number | undefined {
    const [first] = this.#dueAt.getKeys({ limit: 1 });
    return first?.[0];
  }

  measure(): Promise<LaneMeasure> {
    return guarded(() => {
      const [oldest] = this.#items.getRange({ limit: 1 });
      return { depth: countOf(this.#items), oldestAt: oldest?.value.at, aside: countOf(this.#aside) };
    });
  }

  async clear(): Promise<void> {
    await this.#flushed(() => {
      for (const database of [this.#items, this.#seen, this.#seenAt, this.#aside, this.#due, this.#dueAt]) {
        database.clearSync();
      }
    });
  }

  #claim(item: LaneItem, now: number): StoredItem | undefined {
    if (this.#seen.doesExist(item.id)) return undefined;
    const stored = this.#store(item, now);
    this.#seen.put(item.id, now);
    this.#seenAt.put([now, stored.sequence], item.id);
    return stored;
  }

  #store(item: LaneItem, now: number): StoredItem {
    this.#sequence += 1;
    this.#items.put(this.#sequence, { item, at: now });
    return { sequence: this.#sequence, item };
  }

  #unschedule(key: string): boolean {
    const item = this.#due.get(key);
    if (!item) return false;
    this.#due.remove(key);
    this.#dueAt.remove([item.dueAt, key]);
    return true;
  }

  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const { key, value } of this.#seenAt.getRange({ end: [now - rememberedMs, 0], limit: sweepLimit })) {
      this.#seen.remove(value);
      this.#seenAt.remove(key);
    }
  }

  /** In a transaction always: a turn can end after its store was closed, which else is thrown where nobody can catch it. */
  #written<T>(work: () => T): Promise<T> {
    return guarded(() => committed(this.#environment.transaction(work)));
  }

  #flushed<T>(work: () => T): Promise<T> {
    return guarded(async () => {
      const result = await committed(this.#environment.transaction(work));
      await this.#environment.flushed;
      return result;
    });
  }
}

function countOf(database: Database<unknown, number> | Database<unknown, string>): number {
  const stats: unknown = database.getStats();
  const count = typeof stats === 'object' && stats !== null && 'entryCount' in stats ? stats.entryCount : 0;
  return typeof count === 'number' ? count : 0;
}

async function guarded<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError('The lanes in LMDB cannot be read or written.', { cause });
  }
}
