import type { Mailbox, StoredItem } from '../store/mailbox.js';
import { untilStored } from './untilStored.js';

/** How many items are read from the mailbox in one turn of the event loop. */
const pageSize = 200;

/**
 * Brings items from the mailbox to the queues, each once and in the order of acceptance. At the start, what an earlier
 * process left behind is read in pages, so that a long backlog does not block the event loop; what is accepted
 * meanwhile is found behind it.
 */
export class Arrivals {
  readonly #mailbox: Mailbox;
  readonly #take: (stored: StoredItem, mayHaveRun: boolean) => void;
  /** What was accepted before all pages were read. */
  #early: StoredItem[] | undefined = [];
  #readUpTo = 0;
  isReading = false;

  constructor(mailbox: Mailbox, take: (stored: StoredItem, mayHaveRun: boolean) => void) {
    this.#mailbox = mailbox;
    this.#take = take;
  }

  /** Items that were stored just now. */
  add(stored: readonly (StoredItem | undefined)[], mayHaveRun = false): void {
    for (const each of stored) {
      if (!each) continue;
      if (this.#early) this.#early.push(each);
      else if (each.sequence > this.#readUpTo) this.#take(each, mayHaveRun);
    }
  }

  /** Resolves once the first page is read; the others follow by themselves. */
  async open(isOver: () => boolean): Promise<void> {
    const isLast = await this.#readPage();
    if (isLast) return this.#finish();
    this.isReading = true;
    void this.#readOn(isOver);
  }

  async #readOn(isOver: () => boolean): Promise<void> {
    try {
      while (!isOver()) {
        await new Promise((resolve) => setImmediate(resolve));
        if (await untilStored(() => this.#readPage(), isOver)) return this.#finish();
      }
    } catch {
      // The lanes have stopped: what is not read yet is found by the next process.
    } finally {
      this.isReading = false;
    }
  }

  /** Answers whether it was the last page. */
  async #readPage(): Promise<boolean> {
    const page = await this.#mailbox.page(this.#readUpTo, pageSize);
    const own = new Set(this.#early?.map(({ sequence }) => sequence));
    for (const stored of page) {
      this.#readUpTo = stored.sequence;
      this.#take(stored, !own.has(stored.sequence));
    }
    return page.length < pageSize;
  }

  /** An item can be stored and not yet visible, or visible and not yet answered: the sequence tells what was read. */
  #finish(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    this.add(early.sort((a, b) => a.sequence - b.sequence));
  }
}
