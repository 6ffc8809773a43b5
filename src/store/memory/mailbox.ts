import type { Clock } from '../../core/clock.js';
import type { AsideItem, DueItem, LaneItem, LaneMeasure } from '../lanes.js';
import type { Mailbox, StoredItem } from '../mailbox.js';

/** How many ids are remembered: the oldest are forgotten first, as memory is not without end. */
const remembered = 500_000;

/** A mailbox that ends with the process: for tests, and for `memory:` stores. */
export class MemoryMailbox implements Mailbox {
  readonly isDurable = false;
  readonly #clock: Clock;
  readonly #seen = new Set<string>();
  readonly #items = new Map<number, { stored: StoredItem; at: number }>();
  readonly #aside = new Map<string, AsideItem>();
  readonly #due = new Map<string, DueItem>();
  #sequence = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async append(items: readonly LaneItem[]): Promise<(StoredItem | undefined)[]> {
    return items.map((item) => (this.#claim(item.id) ? this.#store(item) : undefined));
  }

  async remaining(): Promise<StoredItem[]> {
    return [...this.#items.values()].map(({ stored }) => stored);
  }

  async remove(sequence: number): Promise<void> {
    this.#items.delete(sequence);
  }

  async putAside({ sequence, item }: StoredItem, error: string): Promise<void> {
    this.#items.delete(sequence);
    this.#aside.set(item.id, { item, error });
  }

  async asides(): Promise<AsideItem[]> {
    return [...this.#aside.values()];
  }

  async takeBack(id: string): Promise<StoredItem | undefined> {
    const aside = this.#aside.get(id);
    this.#aside.delete(id);
    return aside && this.#store(aside.item);
  }

  async schedule(item: DueItem): Promise<void> {
    this.#due.set(item.key, item);
  }

  async cancel(key: string): Promise<boolean> {
    return this.#due.delete(key);
  }

  async takeDue(): Promise<StoredItem[]> {
    const now = this.#clock.now();
    const due = [...this.#due.values()].filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    for (const { key } of due) this.#due.delete(key);
    return due.filter(({ id }) => this.#claim(id)).map(({ id, lane, payload }) => this.#store({ id, lane, payload }));
  }

  nextDue(): number | undefined {
    return [...this.#due.values()].reduce<number | undefined>(
      (first, { dueAt }) => Math.min(first ?? dueAt, dueAt),
      undefined,
    );
  }

  async measure(): Promise<LaneMeasure> {
    const [oldest] = this.#items.values();
    return { depth: this.#items.size, oldestAt: oldest?.at, aside: this.#aside.size };
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

  #claim(id: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > remembered && oldest !== undefined) this.#seen.delete(oldest);
    return true;
  }
}
