import type { Clock } from '../../core/clock.js';
import type { Write } from '../../core/write.js';
import { DueList } from '../dueList.js';
import type { AsideItem, DueItem, KeptItem, LaneItem, LaneMeasure } from '../lanes.js';
import { asideMs, rememberedMs } from '../lives.js';
import type { Mailbox, StoredItem } from '../mailbox.js';
import type { MemoryValues } from './values.js';

/** How many ids are remembered at most. The oldest are forgotten first, because memory is limited. */
const mostRemembered = 500_000;

/** A mailbox that ends with the process, for tests and for `memory:` stores. */
export class MemoryMailbox implements Mailbox {
  readonly isDurable = false;
  readonly #values: MemoryValues;
  readonly #clock: Clock;
  /** When each id was accepted, in epoch ms; the oldest first. */
  readonly #seen = new Map<string, number>();
  readonly #items = new Map<number, { stored: StoredItem; at: number }>();
  /** The oldest first. */
  readonly #aside = new Map<string, AsideItem & { readonly at: number }>();
  readonly #due = new DueList();
  #sequence = 0;

  constructor(values: MemoryValues, clock: Clock) {
    this.#values = values;
    this.#clock = clock;
  }

  async append(items: readonly LaneItem[], writes: readonly Write[] = []): Promise<(StoredItem | undefined)[]> {
    this.#values.commitNow(writes);
    return items.map((item) => this.#claim(item));
  }

  page(after: number, limit: number): StoredItem[] {
    this.#values.refuseIfClosed();
    const page: StoredItem[] = [];
    for (const { stored } of this.#items.values()) {
      if (page.length === limit) break;
      if (stored.sequence > after) page.push(stored);
    }
    return page;
  }

  /** Nothing outlives the process, so nothing can count how often it died. */
  async begun(): Promise<void> {}

  async done(sequence: number, writes: readonly Write[]): Promise<void> {
    this.#values.commitNow(writes);
    this.#items.delete(sequence);
  }

  async putAside(
    { sequence, item }: StoredItem,
    error: string,
    writes: readonly Write[],
    items: readonly LaneItem[],
  ): Promise<(StoredItem | undefined)[]> {
    this.#values.commitNow(writes);
    this.#items.delete(sequence);
    this.#aside.delete(item.id);
    this.#aside.set(item.id, { item, error, at: this.#clock.now() });
    return items.map((each) => this.#claim(each));
  }

  async asides(): Promise<AsideItem[]> {
    this.#values.refuseIfClosed();
    this.#forgetOld();
    return [...this.#aside.values()].map(({ item, error }) => ({ item, error }));
  }

  async takeBack(id: string): Promise<StoredItem | undefined> {
    this.#forgetOld();
    const aside = this.#aside.get(id);
    this.#aside.delete(id);
    return aside && this.#store(aside.item);
  }

  async schedule(item: DueItem): Promise<void> {
    this.#values.refuseIfClosed();
    this.#due.put(item);
  }

  async cancel(key: string): Promise<boolean> {
    this.#values.refuseIfClosed();
    return this.#due.remove(key) !== undefined;
  }

  async takeDue(limit: number): Promise<(StoredItem | undefined)[]> {
    this.#values.refuseIfClosed();
    return this.#due.take(this.#clock.now(), limit).map(({ id, lane, payload }) => this.#claim({ id, lane, payload }));
  }

  nextDue(): number | undefined {
    return this.#due.next;
  }

  async measure(): Promise<LaneMeasure> {
    this.#values.refuseIfClosed();
    this.#forgetOld();
    const [oldest] = this.#items.values();
    return { depth: this.#items.size, oldestAt: oldest?.at, aside: this.#aside.size };
  }

  async *kept(): AsyncGenerator<readonly KeptItem[]> {
    const waiting = [...this.#items.values()].map(({ stored: { item } }): KeptItem => ({ place: 'waiting', item }));
    const aside = [...this.#aside.values()].map(({ item }): KeptItem => ({ place: 'aside', item }));
    yield [...waiting, ...aside, ...this.#due.all.map((item): KeptItem => ({ place: 'scheduled', item }))];
  }

  async changeAside(id: string, next: LaneItem | undefined): Promise<void> {
    const aside = this.#aside.get(id);
    if (aside && next) this.#aside.set(id, { ...aside, item: next });
    else this.#aside.delete(id);
  }

  async forgetIds(isTheirs: (id: string) => boolean): Promise<number> {
    return [...this.#seen.keys()].filter((id) => isTheirs(id) && this.#seen.delete(id)).length;
  }

  async drop(sequences: readonly number[], writes: readonly Write[]): Promise<void> {
    this.#values.commitNow(writes);
    for (const sequence of sequences) this.#items.delete(sequence);
  }

  /** How many ids and dead letters are kept. */
  get size(): number {
    return this.#seen.size + this.#aside.size;
  }

  async clear(): Promise<void> {
    for (const kept of [this.#seen, this.#items, this.#aside, this.#due]) kept.clear();
  }

  #store(item: LaneItem): StoredItem {
    this.#sequence += 1;
    const stored = { sequence: this.#sequence, item };
    this.#items.set(stored.sequence, { stored, at: this.#clock.now() });
    return stored;
  }

  #claim(item: LaneItem): StoredItem | undefined {
    this.#forgetOld();
    if (this.#seen.has(item.id)) return undefined;
    this.#seen.set(item.id, this.#clock.now());
    return this.#store(item);
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [id, at] of this.#seen) {
      if (now - at <= rememberedMs && this.#seen.size <= mostRemembered) break;
      this.#seen.delete(id);
    }
    for (const [id, { at }] of this.#aside) {
      if (now - at <= asideMs) break;
      this.#aside.delete(id);
    }
  }
}
