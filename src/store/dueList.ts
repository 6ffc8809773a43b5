import TinyQueue from 'tinyqueue';
import type { DueItem } from './lanes.js';

/** So many items that were taken back may stay in the queue before it is made anew. */
const mostStale = 64;

/** What is scheduled, in the order of its times, in memory. */
export class DueList {
  readonly #byKey = new Map<string, DueItem>();
  /** Also holds items that were taken back or replaced: they are passed over when their time comes. */
  #queue = new TinyQueue<DueItem>([], compare);

  /** Puts an item in the place of what stands under its key. */
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

  /** When the first is due. */
  get next(): number | undefined {
    return this.#first()?.dueAt;
  }

  /** Takes what is due at `now`, the longest due first, at most `limit`. */
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
