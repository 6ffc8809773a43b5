import { type Conversation, conversationId } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import type { Counted, WindowTracker } from './tracker.js';
import { WaitingIndex, type WaitingMeasure } from './waitingIndex.js';

/** What moves from one conversation to another. The counts must be written after the rest. */
export interface Moving {
  /** How many messages there are to move, as far as is known before. */
  readonly count: number;
  readonly writes: readonly Write[];
  readonly counts: readonly Write[];
}

/**
 * A list for each conversation, whose length stands in the window's record: a turn, which reads that anyway, knows of
 * the list without a further read.
 */
export class CountedList<T extends { readonly since: number }> {
  readonly #lists: Table<readonly T[]>;
  readonly #tracker: WindowTracker;
  readonly #count: Counted;
  readonly #index: WaitingIndex;

  constructor(store: Store, tracker: WindowTracker, namespace: string, count: Counted) {
    this.#lists = new Table(store, namespace);
    this.#tracker = tracker;
    this.#count = count;
    this.#index = new WaitingIndex(store, count);
  }

  async read(lane: string): Promise<readonly T[]> {
    return (await this.#lists.read(lane)) ?? [];
  }

  /** Like `read`, with the turn's staged writes applied. */
  async readIn(lease: Lease, lane: string): Promise<readonly T[]> {
    return (await this.#lists.readIn(lease, lane)) ?? [];
  }

  /**
   * Changes the list: with the turn's end, or at once if the lease is another conversation's. `more` is written in the same
   * commit.
   */
  async change(
    conversation: Conversation,
    lease: Lease,
    change: (list: readonly T[]) => readonly T[],
    more: readonly Write[] = [],
  ): Promise<void> {
    const lane = conversationId(conversation);
    let next: readonly T[] = [];
    const list = this.#lists.change(lane, (current = []) => {
      next = change(current);
      return next.length > 0 ? next : undefined;
    });
    const writes = [list, ...this.#countWrites(conversation, () => next), ...more];
    if (lease.lane === lane) for (const write of writes) lease.stage(write);
    else await this.#lists.commit(writes);
  }

  /**
   * Moves what stands in one conversation's list to another's. `taken` says which of it; `merge` makes the other's list
   * of its own entries and of those. The counts must be written after the lists.
   */
  moveWrites(
    from: Conversation,
    to: Conversation,
    taken: (entry: T) => boolean,
    merge: (own: readonly T[], moved: readonly T[]) => readonly T[],
  ): { lists: Write[]; counts: Write[] } {
    let moved: readonly T[] = [];
    let left: readonly T[] = [];
    let own: readonly T[] = [];
    const leave = this.#lists.change(conversationId(from), (current = []) => {
      moved = current.filter(taken);
      left = moved.length === 0 ? current : current.filter((entry) => !taken(entry));
      return left.length > 0 ? left : undefined;
    });
    const take = this.#lists.change(conversationId(to), (current = []) => {
      own = moved.length > 0 ? merge(current, moved) : current;
      return own.length > 0 ? own : undefined;
    });
    const counts = [...this.#countWrites(from, () => left), ...this.#countWrites(to, () => own)];
    return { lists: [leave, take], counts };
  }

  /** How many messages of all conversations of one of our numbers are in such lists. */
  measure(business: string): Promise<WaitingMeasure> {
    return this.#index.measure(business);
  }

  /** To be committed after the list, which `list` then gives. */
  #countWrites(conversation: Conversation, list: () => readonly T[]): Write[] {
    return [
      this.#tracker.countWrite(conversation, this.#count, () => list().length),
      this.#index.write(conversation, list),
    ];
  }
}
