import { type Conversation, conversationId } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import type { Counted, WindowTracker } from './tracker.js';

/**
 * A list for each conversation, whose length stands in the window's record: a turn, which reads that anyway, knows of
 * the list without a further read.
 */
export class CountedList<T> {
  readonly #lists: Table<readonly T[]>;
  readonly #tracker: WindowTracker;
  readonly #count: Counted;

  constructor(store: Store, tracker: WindowTracker, namespace: string, count: Counted) {
    this.#lists = new Table(store, namespace);
    this.#tracker = tracker;
    this.#count = count;
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
    let length = 0;
    const list = this.#lists.change(lane, (current = []) => {
      const next = change(current);
      length = next.length;
      return length > 0 ? next : undefined;
    });
    const writes = [list, this.#tracker.countWrite(conversation, this.#count, () => length), ...more];
    if (lease.lane === lane) for (const write of writes) lease.stage(write);
    else await this.#lists.commit(writes);
  }
}
