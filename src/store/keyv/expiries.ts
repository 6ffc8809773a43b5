import type { Clock } from '../../core/clock.js';
import type { Transaction } from './draft.js';
import type { KeyvEngine } from './engine.js';

/** From about a second to more than a thousand years. */
const classes = Array.from({ length: 36 }, (_, index) => index + 10);
const pageLength = 500;
/** How many records may be written before the keys in them are listed: fewer than the journal keeps. */
const recordsPerPage = 8;
const sweepEveryMs = 60_000;
/** How many pages are checked for each page that is written, so that it keeps up with the writes. */
const sweptPerPage = 2;
/** How many keys are remembered as listed. A forgotten one is listed twice, which does no harm. */
const mostRemembered = 20_000;

/**
 * Deletes expired values, because few Keyvs do so by themselves. (Keyv's own ttl is not used: it deletes an expired row
 * when it is read, and could delete a value that was renewed in the meantime.)
 *
 * Keys are listed on pages, in one queue for each power of two of the time that they are kept. So the first page of a
 * queue expires first, within a factor of two.
 */
export class Expiries {
  readonly #engine: KeyvEngine;
  readonly #clock: Clock;
  readonly #listed = new Set<string>();
  #waiting = new Map<string, number>();
  #records = 0;
  #listing: Promise<void> | undefined;
  #sweeping: Promise<void> | undefined;
  readonly #timer = setInterval(() => this.#sweepSoon(), sweepEveryMs).unref();

  constructor(engine: KeyvEngine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  async open(): Promise<void> {
    await this.#engine.keep(classes.map(queueKey));
  }

  /** A value was written that expires at this time, in epoch ms. */
  note(key: string, expires: number): void {
    // A listed key stays listed until its page is checked.
    if (!this.#listed.has(key)) this.#waiting.set(key, expires);
  }

  /** A record was written. */
  onRecord(): void {
    this.#records += 1;
    if (this.#records >= recordsPerPage || this.#waiting.size >= pageLength) void this.list().catch(() => {});
  }

  /** Writes the noted keys to pages. */
  list(): Promise<void> {
    this.#listing ??= this.#list().finally(() => {
      this.#listing = undefined;
    });
    return this.#listing;
  }

  /** Checks up to this many pages whose keys should have expired. Resolves with the number of pages that it checked. */
  async sweep(limit = 20): Promise<number> {
    await this.list();
    let looked = 0;
    for (const each of classes) {
      while (looked < limit && (await this.#sweepPage(each))) looked += 1;
    }
    return looked;
  }

  /** Takes keys off the pages: those of values that are deleted. */
  async forget(isTheirs: (key: string) => boolean): Promise<void> {
    await this.list();
    for (const each of classes) {
      const [queue] = await this.#engine.read([queueKey(each)]);
      const { start, end } = queueIn(queue);
      for (let number = start; number < end; number += 1) {
        const key = pageKey(each, number);
        const [stored] = await this.#engine.read([key]);
        if (!pageIn(stored).keys.some((one) => isTheirs(one))) continue;
        await this.#engine.transact([key], (transaction) => {
          const page = transaction.get(key);
          // It may have been checked and deleted meanwhile.
          if (page === undefined) return;
          const { due, keys } = pageIn(page);
          transaction.set(key, { due, keys: keys.filter((one) => !isTheirs(one)) });
        });
      }
    }
    for (const key of this.#listed) if (isTheirs(key)) this.#listed.delete(key);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#listing?.catch(() => {});
    await this.#sweeping;
  }

  async #list(): Promise<void> {
    this.#records = 0;
    const noted = this.#waiting;
    if (noted.size === 0) return;
    this.#waiting = new Map();
    for (const key of noted.keys()) this.#listed.add(key);
    try {
      await this.#engine.transact(classes.map(queueKey), (transaction) => this.#addPages(transaction, noted));
    } catch (error) {
      for (const [key, expires] of noted) {
        this.#listed.delete(key);
        this.note(key, expires);
      }
      throw error;
    }
    for (const key of this.#listed) {
      if (this.#listed.size <= mostRemembered) break;
      this.#listed.delete(key);
    }
    this.#sweepSoon(Math.ceil(noted.size / pageLength) * sweptPerPage);
  }

  #addPages(transaction: Transaction, noted: Iterable<readonly [key: string, expires: number]>): void {
    const now = this.#clock.now();
    const lists = new Map<number, [string, number][]>();
    for (const [key, expires] of noted) {
      const each = classOf(expires - now);
      const list = lists.get(each) ?? [];
      list.push([key, expires]);
      lists.set(each, list);
    }
    for (const [each, list] of lists) {
      const queue = queueIn(transaction.get(queueKey(each)));
      for (let start = 0; start < list.length; start += pageLength) {
        const page = list.slice(start, start + pageLength);
        const due = page.reduce((latest, [, expires]) => Math.max(latest, expires), 0);
        transaction.set(pageKey(each, queue.end), { due, keys: page.map(([key]) => key) });
        queue.end += 1;
      }
      transaction.set(queueKey(each), queue);
    }
  }

  #sweepSoon(limit?: number): void {
    this.#sweeping ??= this.sweep(limit)
      // The next sweep finds the same page: nothing is lost.
      .then(
        () => {},
        () => {},
      )
      .finally(() => {
        this.#sweeping = undefined;
      });
  }

  async #sweepPage(each: number): Promise<boolean> {
    const [queue] = await this.#engine.read([queueKey(each)]);
    const { start, end } = queueIn(queue);
    if (start >= end) return false;
    const [stored] = await this.#engine.read([pageKey(each, start)]);
    const page = pageIn(stored);
    if (page.due > this.#clock.now()) return false;
    await this.#engine.transact([...classes.map(queueKey), ...page.keys], (transaction) => {
      const now = queueIn(transaction.get(queueKey(each)));
      if (now.start !== start) return;
      transaction.set(queueKey(each), { ...now, start: start + 1 });
      transaction.set(pageKey(each, start), undefined);
      this.#addPages(transaction, this.#renewed(transaction, page.keys));
    });
    return true;
  }

  /** Deletes the expired values and yields the keys that were renewed. */
  *#renewed(transaction: Transaction, keys: readonly string[]): Generator<readonly [string, number]> {
    for (const key of keys) {
      const expires = transaction.expiresOf(key);
      if (expires === undefined) transaction.set(key, undefined);
      if (expires) yield [key, expires];
      else transaction.onStored(() => this.#listed.delete(key));
    }
  }
}

function classOf(ms: number): number {
  return Math.min(Math.max(Math.ceil(Math.log2(Math.max(ms, 1))), 10), 45);
}

function queueKey(each: number): string {
  return `e/${each}`;
}

function pageKey(each: number, page: number): string {
  return `e/${each}/${page}`;
}

/** The number of a queue's first page, and the number after its last. */
function queueIn(value: unknown): { start: number; end: number } {
  const isQueue = typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
  if (!isQueue || typeof value.start !== 'number' || typeof value.end !== 'number') return { start: 0, end: 0 };
  return { start: value.start, end: value.end };
}

function pageIn(value: unknown): { due: number; keys: string[] } {
  const isPage = typeof value === 'object' && value !== null && 'due' in value && 'keys' in value;
  if (!isPage || typeof value.due !== 'number' || !Array.isArray(value.keys)) return { due: 0, keys: [] };
  return { due: value.due, keys: value.keys.filter((key) => typeof key === 'string') };
}
