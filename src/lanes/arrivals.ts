import type { Mailbox, StoredItem } from '../store/mailbox.js';
import { untilStored } from './untilStored.js';

/** How many items are read from the mailbox per turn of the event loop. */
const pageSize = 200;

/**
 * Moves items from the mailbox to the queues, each once and in the order of acceptance. At the start, the backlog of an
 * earlier process is read in pages, so that a long one does not block the event loop. Items that are accepted meanwhile
 * follow behind it.
 */
export class Arrivals {
  readonly #mailbox: Mailbox;
  readonly #take: (stored: StoredItem, mayHaveRun: boolean) => void;
  /** Items that were accepted before all pages were read. */
  #early: StoredItem[] | undefined = [];
  #readUpTo = 0;
  isReading = false;
  /** Resolves once all pages are read, or the lanes have stopped. */
  reading = Promise.resolve();

  constructor(mailbox: Mailbox, take: (stored: StoredItem, mayHaveRun: boolean) => void) {
    this.#mailbox = mailbox;
    this.#take = take;
  }

  /** Adds items that have just been stored. */
  add(stored: readonly (StoredItem | undefined)[], mayHaveRun = false): void {
    for (const each of stored) {
      if (!each) continue;
      if (this.#early) this.#early.push(each);
      else if (each.sequence > this.#readUpTo) this.#take(each, mayHaveRun);
    }
  }

  /** Resolves once the first page is read. The other pages are read in the background. */
  async open(isOver: () => boolean): Promise<void> {
    const isLast = await this.#readPage();
    if (isLast) return this.#finish();
    this.isReading = true;
    this.reading = this.#readOn(isOver);
  }

  async #readOn(isOver: () => boolean): Promise<void> {
    try {
      while (!isOver()) {
        await new Promise((resolve) => setImmediate(resolve));
        if (await untilStored(() => this.#readPage(), isOver)) return this.#finish();
      }
    } catch {
      // The lanes have stopped. The next process reads the rest.
    } finally {
      this.isReading = false;
    }
  }

  /** Returns whether it was the last page. */
  async #readPage(): Promise<boolean> {
    const page = await this.#mailbox.page(this.#readUpTo, pageSize);
    const own = new Set(this.#early?.map(({ sequence }) => sequence));
    for (const stored of page) {
      this.#readUpTo = stored.sequence;
      this.#take(stored, !own.has(stored.sequence));
    }
    return page.length < pageSize;
  }

  /** An early item may or may not have been on one of the pages: its sequence number tells. */
  #finish(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    this.add(early.sort((a, b) => a.sequence - b.sequence));
  }
}
