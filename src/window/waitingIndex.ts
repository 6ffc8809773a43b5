import { hash } from 'node:crypto';
import { type Conversation, conversationId } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import type { Counted } from './tracker.js';

/** How many messages of one of our numbers are in lists of one kind. */
export interface WaitingMeasure {
  readonly messages: number;
  /** How many people they are for. */
  readonly people: number;
  /** Since when the oldest of them waits, in epoch ms; `undefined` if none does. */
  readonly oldestAt: number | undefined;
}

/** By conversation: how many messages there are, and since when the oldest waits, in epoch ms. */
type Row = Readonly<Record<string, readonly [count: number, since: number]>>;

/** The conversations of a number are spread over so many rows: one row would be written anew, whole, with every change. */
const shards = 64;

/**
 * Which conversations have messages in their lists, so that all that wait can be counted: a store cannot list its keys,
 * and reading all of it takes too long.
 */
export class WaitingIndex {
  readonly #rows: Table<Row>;
  readonly #kind: Counted;

  constructor(store: Store, kind: Counted) {
    this.#rows = new Table(store, 'waiting');
    this.#kind = kind;
  }

  /** To be committed together with the conversation's list, after it: `list` then gives what is in it. */
  write(conversation: Conversation, list: () => readonly { readonly since: number }[]): Write {
    const id = conversationId(conversation);
    const shard = hash('sha256', id, 'buffer').readUInt16BE(0) % shards;
    return this.#rows.change(keyOf(this.#kind, numberIn(id), shard), (row) => {
      const { [id]: before, ...rest } = row ?? {};
      const [count, since] = [list().length, Math.min(...list().map((each) => each.since))];
      if (count === (before?.[0] ?? 0) && (count === 0 || since === before?.[1])) return row;
      const next = count > 0 ? { ...rest, [id]: [count, since] as const } : rest;
      return Object.keys(next).length > 0 ? next : undefined;
    });
  }

  /** Rejects with StoreError while the store is away. */
  async measure(business: string): Promise<WaitingMeasure> {
    const number = numberIn(conversationId({ business, person: '' }));
    const keys = Array.from({ length: shards }, (_, shard) => keyOf(this.#kind, number, shard));
    const entries = (await this.#rows.readMany(keys)).flatMap((row = {}) => Object.values(row));
    const times = entries.map(([, since]) => since);
    return {
      messages: entries.reduce((sum, [count]) => sum + count, 0),
      people: entries.length,
      oldestAt: times.length > 0 ? times.reduce((one, other) => Math.min(one, other)) : undefined,
    };
  }
}

function numberIn(id: string): string {
  return id.slice(0, id.indexOf(':'));
}

function keyOf(kind: Counted, number: string, shard: number): string {
  return `${kind}/${number}/${shard}`;
}
