import { setImmediate as nextLoop } from 'node:timers/promises';
import type { Database, Key, RootDatabase } from 'lmdb';
import type { Clock } from '../../core/clock.js';
import type { Write } from '../../core/write.js';
import type { AsideItem, DueItem, KeptItem, LaneItem, LaneMeasure } from '../lanes.js';
import { asideMs, rememberedMs } from '../lives.js';
import type { Mailbox, StoredItem } from '../mailbox.js';
import { Sweep } from './sweep.js';
import type { LmdbValues } from './values.js';
import type { LmdbWriter } from './writer.js';

/** How many entries are read at once where all are read. */
const pageSize = 500;

interface StoredEntry {
  readonly item: LaneItem;
  /** When it was accepted, in epoch ms. */
  readonly at: number;
  /** How many runs of it began, for one that an earlier process may have been running. */
  readonly runs?: number;
}

interface StoredAside extends AsideItem {
  readonly sequence: number;
  /** When it was set aside, in epoch ms. */
  readonly at: number;
}

/**
 * A mailbox in LMDB. No other process uses the store, so ids are claimed here and LMDB only writes. Acceptances at
 * about the same time share one transaction and one flush.
 */
export class LmdbMailbox implements Mailbox {
  readonly isDurable = true;
  readonly #writer: LmdbWriter;
  readonly #values: LmdbValues;
  readonly #clock: Clock;
  readonly #items: Database<StoredEntry, number>;
  /** When each id was accepted, in epoch ms. */
  readonly #seen: Database<number, string>;
  readonly #aside: Database<StoredAside, string>;
  readonly #due: Database<DueItem, string>;
  /** The keys of scheduled items, by time. */
  readonly #dueAt: Database<string, [number, string]>;
  /** Ids that are being stored. */
  readonly #claiming = new Set<string>();
  readonly #idSweep: Sweep<number, string>;
  readonly #asideSweep: Sweep<StoredAside, string>;
  #sequence: number;

  constructor(environment: RootDatabase, writer: LmdbWriter, values: LmdbValues, clock: Clock) {
    const open = <Value, Key extends string | number | [number, string]>(name: string) =>
      environment.openDB<Value, Key>({ name, encoding: 'json' });
    this.#writer = writer;
    this.#values = values;
    this.#clock = clock;
    this.#items = open('lane-items');
    this.#seen = open('lane-ids');
    this.#aside = open('lane-aside');
    this.#due = open('lane-due');
    this.#dueAt = open('lane-due-at');
    this.#idSweep = new Sweep(this.#seen, (at, id) => this.#isOlder(at, rememberedMs) && !this.#claiming.has(id));
    this.#asideSweep = new Sweep(this.#aside, ({ at }) => this.#isOlder(at, asideMs));
    const [lastItem] = this.#items.getKeys({ reverse: true, limit: 1 });
    const asides = this.#aside.getRange().map(({ value }) => value.sequence);
    this.#sequence = Math.max(lastItem ?? 0, ...asides);
  }

  async append(items: readonly LaneItem[], writes: readonly Write[] = []): Promise<(StoredItem | undefined)[]> {
    this.#values.refuseIfClosed();
    const now = this.#clock.now();
    const stored = items.map((item) => this.#claim(item));
    const put = () => {
      for (const each of stored) if (each) this.#put(each, now);
      this.#sweep();
    };
    try {
      await this.#values.within(writes, (putValues) => {
        const both = () => {
          putValues();
          put();
        };
        // Writes without an item, such as a status that nobody acts on, are not worth a flush.
        return items.length > 0 ? this.#writer.writeFlushed(both) : this.#writer.write(both);
      });
    } finally {
      this.#release(stored);
    }
    return stored;
  }

  page(after: number, limit: number): StoredItem[] {
    return this.#reading(() => [
      ...this.#items
        .getRange({ start: after + 1, limit })
        .map(({ key, value: { item, runs } }) => ({ sequence: key, item, ...(runs !== undefined && { runs }) })),
    ]);
  }

  async begun(sequence: number, runs: number): Promise<void> {
    this.#values.refuseIfClosed();
    await this.#writer.write(() => {
      const entry = this.#items.get(sequence);
      if (entry) this.#items.put(sequence, { ...entry, runs });
    });
  }

  async done(sequence: number, writes: readonly Write[]): Promise<void> {
    await this.#values.within(writes, (putValues) =>
      this.#writer.write(() => {
        putValues();
        this.#items.remove(sequence);
      }),
    );
  }

  async putAside(
    { sequence, item }: StoredItem,
    error: string,
    writes: readonly Write[],
    items: readonly LaneItem[],
  ): Promise<(StoredItem | undefined)[]> {
    this.#sequence += 1;
    const now = this.#clock.now();
    const aside = { item, error, sequence: this.#sequence, at: now };
    const stored = items.map((each) => this.#claim(each));
    try {
      await this.#values.within(writes, (putValues) =>
        this.#writer.write(() => {
          putValues();
          this.#items.remove(sequence);
          this.#aside.put(item.id, aside);
          for (const each of stored) if (each) this.#put(each, now);
          this.#asideSweep.owe(1);
          this.#sweep();
        }),
      );
    } finally {
      this.#release(stored);
    }
    return stored;
  }

  async asides(): Promise<AsideItem[]> {
    const all = this.#reading(() => [...this.#aside.getRange().map(({ value }) => value)]);
    const kept = all.filter(({ at }) => !this.#isOlder(at, asideMs));
    return kept.sort((a, b) => a.sequence - b.sequence).map(({ item, error }) => ({ item, error }));
  }

  takeBack(id: string): Promise<StoredItem | undefined> {
    return this.#transaction(() => {
      const aside = this.#aside.get(id);
      if (!aside) return undefined;
      this.#aside.remove(id);
      if (this.#isOlder(aside.at, asideMs)) return undefined;
      this.#sequence += 1;
      const stored = { sequence: this.#sequence, item: aside.item };
      this.#items.put(stored.sequence, { item: stored.item, at: this.#clock.now() });
      return stored;
    });
  }

  async schedule(item: DueItem): Promise<void> {
    await this.#transaction(() => {
      this.#unschedule(item.key);
      this.#due.put(item.key, item);
      this.#dueAt.put([item.dueAt, item.key], item.key);
    });
  }

  cancel(key: string): Promise<boolean> {
    return this.#transaction(() => this.#unschedule(key));
  }

  async takeDue(limit: number): Promise<(StoredItem | undefined)[]> {
    let taken: (StoredItem | undefined)[] = [];
    try {
      await this.#transaction(() => {
        const now = this.#clock.now();
        // Strings sort after all numbers and no key is empty, so this is the first place after `now`.
        const keys = [...this.#dueAt.getRange({ end: [now + 1, ''], limit }).map(({ value }) => value)];
        taken = keys.map((key) => {
          const due = this.#due.get(key);
          this.#unschedule(key);
          if (!due) return undefined;
          const stored = this.#claim({ id: due.id, lane: due.lane, payload: due.payload });
          if (stored) this.#put(stored, now);
          return stored;
        });
        this.#sweep();
      });
    } finally {
      this.#release(taken);
    }
    return taken;
  }

  nextDue(): number | undefined {
    const [first] = this.#dueAt.getKeys({ limit: 1 });
    return first?.[0];
  }

  async measure(): Promise<LaneMeasure> {
    return this.#reading(() => {
      const [oldest] = this.#items.getRange({ limit: 1 });
      return { depth: countOf(this.#items), oldestAt: oldest?.value.at, aside: countOf(this.#aside) };
    });
  }

  async *kept(): AsyncGenerator<readonly KeptItem[]> {
    // What is being written is in the file after this.
    await this.#writer.write(() => {});
    for await (const some of pagesOf(this.#items)) {
      yield some.map(({ value: { item } }): KeptItem => ({ place: 'waiting', item }));
    }
    for await (const some of pagesOf(this.#aside)) {
      yield some.map(({ value: { item } }): KeptItem => ({ place: 'aside', item }));
    }
    for await (const some of pagesOf(this.#due)) {
      yield some.map(({ value: item }): KeptItem => ({ place: 'scheduled', item }));
    }
  }

  changeAside(id: string, next: LaneItem | undefined): Promise<void> {
    return this.#transaction(() => {
      const aside = this.#aside.get(id);
      if (aside && next) this.#aside.put(id, { ...aside, item: next });
      else if (aside) this.#aside.remove(id);
    });
  }

  async forgetIds(isTheirs: (id: string) => boolean): Promise<number> {
    await this.#writer.write(() => {});
    let count = 0;
    for await (const some of pagesOf(this.#seen)) {
      const ids = some.map(({ key }) => key).filter((id) => isTheirs(id));
      if (ids.length === 0) continue;
      count += ids.length;
      await this.#transaction(() => {
        for (const id of ids) this.#seen.remove(id);
      });
    }
    return count;
  }

  async drop(sequences: readonly number[], writes: readonly Write[]): Promise<void> {
    await this.#values.within(writes, (putValues) =>
      this.#writer.writeFlushed(() => {
        putValues();
        for (const sequence of sequences) this.#items.remove(sequence);
      }),
    );
  }

  async clear(): Promise<void> {
    await this.#transaction(() => {
      for (const database of [this.#items, this.#seen, this.#aside, this.#due, this.#dueAt]) database.clearSync();
    });
  }

  #claim(item: LaneItem): StoredItem | undefined {
    if (this.#claiming.has(item.id)) return undefined;
    const seenAt = this.#seen.get(item.id);
    if (seenAt !== undefined && !this.#isOlder(seenAt, rememberedMs)) return undefined;
    this.#claiming.add(item.id);
    this.#sequence += 1;
    return { sequence: this.#sequence, item };
  }

  #put({ sequence, item }: StoredItem, now: number): void {
    this.#items.put(sequence, { item, at: now });
    this.#seen.put(item.id, now);
    this.#idSweep.owe(1);
    // Also while nothing is set aside, so that the last dead letters go.
    this.#asideSweep.owe(1);
  }

  #release(stored: readonly (StoredItem | undefined)[]): void {
    for (const each of stored) if (each) this.#claiming.delete(each.item.id);
  }

  #unschedule(key: string): boolean {
    const item = this.#due.get(key);
    if (!item) return false;
    this.#due.remove(key);
    this.#dueAt.remove([item.dueAt, key]);
    return true;
  }

  /** Forgets old ids and old dead letters. */
  #sweep(): void {
    this.#idSweep.run();
    this.#asideSweep.run();
  }

  #isOlder(at: number, ms: number): boolean {
    return this.#clock.now() - at > ms;
  }

  #transaction<T>(work: () => T): Promise<T> {
    this.#values.refuseIfClosed();
    return this.#writer.transactionFlushed(work);
  }

  #reading<T>(read: () => T): T {
    this.#values.refuseIfClosed();
    return read();
  }
}

/** The entries of a database, in chunks, between which the event loop runs. */
async function* pagesOf<Value, K extends Key>(database: Database<Value, K>) {
  let start: K | undefined;
  for (;;) {
    // One more, because a page begins with the last entry of the one before.
    const range = { ...(start !== undefined && { start }), limit: pageSize + 1 };
    const found = [...database.getRange(range).map(({ key, value }) => ({ key, value }))];
    const last = found.at(-1)?.key;
    yield start === undefined || found[0]?.key !== start ? found : found.slice(1);
    if (last === undefined || found.length <= pageSize) return;
    start = last;
    await nextLoop();
  }
}

function countOf(database: Database<unknown, number> | Database<unknown, string>): number {
  const stats: unknown = database.getStats();
  const count = typeof stats === 'object' && stats !== null && 'entryCount' in stats ? stats.entryCount : 0;
  return typeof count === 'number' ? count : 0;
}
