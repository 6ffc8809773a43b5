import TinyQueue from 'tinyqueue';
import type { DueItem } from './lanes.js';

/** How many removed items may stay in the queue before it is rebuilt. */
const mostStale = 64;

/** Scheduled items in memory, in the order of their times. */
export class DueList {
  readonly #byKey = new Map<string, DueItem>();
  /** Also contains items that were removed or replaced; they are skipped when their time comes. */
  #queue = new TinyQueue<DueItem>([], compare);

  /** Adds an item, replacing any other under its key. */
  put(item: DueItem): void {
    this.#byKey.set(item.key, item);
    this.#queue.push(item);
    this.#tidy();
  }

  remove(key: string): DueItem | undefined {
    const item = this.#byKey.get(key);
    this.#byKey.delete(key);
    this.#tidy();
    return item;
  }

  /** All of them, in no order. */
  get all(): DueItem[] {
    return [...this.#byKey.values()];
  }

  /** When the first item is due, in epoch ms. */
  get next(): number | undefined {
    return this.#first()?.dueAt;
  }

  /** Removes and returns up to `limit` items that are due at `now`, the longest due first. */
  take(now: number, limit: number): DueItem[] {
    const taken: DueItem[] = [];
    for (let item = this.#first(); item && item.dueAt <= now && taken.length < limit; item = this.#first()) {
      this.#queue.pop();
      this.#byKey.delete(item.key);
      taken.push(item);
    }
    return taken;
  }

  clear(): void {
    this.#byKey.clear();
    this.#queue = new TinyQueue<DueItem>([], compare);
  }

  #first(): DueItem | undefined {
    for (;;) {
      const item = this.#queue.peek();
      if (!item || this.#byKey.get(item.key) === item) return item;
      this.#queue.pop();
    }
  }

  #tidy(): void {
    if (this.#queue.length - this.#byKey.size <= mostStale + this.#byKey.size) return;
    this.#queue = new TinyQueue([...this.#byKey.values()], compare);
  }
}

function compare(a: DueItem, b: DueItem): number {
  return a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1);
}
