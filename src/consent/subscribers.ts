import { hash } from 'node:crypto';
import { setImmediate as nextLoop } from 'node:timers/promises';
import { type Conversation, conversationId } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';

/** A topic has so many groups of so many rows each: of a million people, about 244 are in each row. */
const [groups, rowsInGroup] = [64, 64];

/**
 * Who has signed up for a subscription, by our number. A store cannot list its keys, and a row for everybody would be
 * too large to be written again for each person. So people are spread over 4096 rows by a hash, and for each group of
 * rows another row tells which of them there are.
 *
 * It may list people who have written STOP since: whether a message may leave is decided by the consent record alone.
 */
export class Subscribers {
  /** The rows that a group has, by number. */
  readonly #groups: Table<readonly number[]>;
  /** The people of a row. */
  readonly #rows: Table<readonly string[]>;

  constructor(store: Store) {
    this.#groups = new Table(store, 'subscriber-groups');
    this.#rows = new Table(store, 'subscribers');
  }

  /**
   * The writes after which a person is, or is not, among the subscribers: `isSignedUp` tells when they are evaluated. They
   * belong into the commit of the consent, behind it. `undefined` changes nothing.
   */
  writes({ business, person }: Conversation, topic: string, isSignedUp: () => boolean | undefined): Write[] {
    const [group, row] = placeOf(person);
    const key = groupKey(business, topic, group);
    let isEmptied = false;
    const people = this.#rows.change(rowKey(key, row), (current) => {
      isEmptied = false;
      const isIn = isSignedUp();
      if (isIn === undefined || isIn === (current?.includes(person) ?? false)) return current;
      if (isIn) return [...(current ?? []), person];
      const others = current?.filter((each) => each !== person) ?? [];
      isEmptied = others.length === 0;
      return isEmptied ? undefined : others;
    });
    const listed = this.#groups.change(key, (current) => {
      if (isSignedUp() && !current?.includes(row)) return [...(current ?? []), row];
      if (!isEmptied || !current?.includes(row)) return current;
      return current.length > 1 ? current.filter((each) => each !== row) : undefined;
    });
    return [people, listed];
  }

  /** The people who have signed up with one of our numbers, a group at a time, in no order. */
  async *of(business: string, topic: string): AsyncGenerator<readonly string[]> {
    const keys = Array.from({ length: groups }, (_, group) => groupKey(business, topic, group));
    const listed = await this.#groups.readMany(keys);
    for (const [group, rows] of listed.entries()) {
      const key = keys[group];
      if (!rows || key === undefined) continue;
      const people = await this.#rows.readMany(rows.map((row) => rowKey(key, row)));
      yield people.flatMap((each) => each ?? []);
      // A store in this process answers at once, and a large topic must not hold up others.
      await nextLoop();
    }
  }
}

/** The group and the row in it, by the first bits of a hash. */
function placeOf(person: string): [group: number, row: number] {
  const digest = hash('sha256', person, 'buffer');
  return [digest.readUInt8(0) % groups, digest.readUInt8(1) % rowsInGroup];
}

function groupKey(business: string, topic: string, group: number): string {
  return `${conversationId({ business, person: topic })}:${group}`;
}

function rowKey(key: string, row: number): string {
  return `${key}:${row}`;
}
