import { hash } from 'node:crypto';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import type { DeskMessage, HandOff } from './record.js';

/** How long a hand-off is kept after the last change of it, in ms. An open one is changed before that: it ends by itself. */
export const keptMs = 30 * 24 * 60 * 60 * 1000;
/** Messages are kept in rows of about so many. */
const inChunk = 20;
/** The conversations of a number are listed in so many rows, so that processes do not wait for each other. */
const shards = 16;
/** How many ended hand-offs a row lists at most. */
const mostClosed = 100;

/** The conversations of one row, by their ids: when their hand-off ended, in epoch ms, or 0. */
type Listed = Readonly<Record<string, number>>;

/**
 * The hand-offs, by the id of their conversation, with what was said in them. The keys of all rows but the lists begin
 * with the id of a conversation of the person.
 */
export class HandOffBook {
  readonly #handOffs: Table<HandOff>;
  readonly #messages: Table<readonly DeskMessage[]>;
  readonly #lists: Table<Listed>;

  constructor(store: Store) {
    this.#handOffs = new Table(store, 'handoffs', { ttlMs: 2 * keptMs });
    this.#messages = new Table(store, 'desk-messages', { ttlMs: 2 * keptMs });
    this.#lists = new Table(store, 'handoff-lists', { ttlMs: 2 * keptMs });
  }

  async read(conversation: string): Promise<HandOff | undefined> {
    return this.#handOffs.read(conversation);
  }

  /** Like `read`, with the turn's staged writes applied. */
  readIn(lease: Lease, conversation: string): Promise<HandOff | undefined> {
    return this.#handOffs.readIn(lease, conversation);
  }

  /** What a turn sees, of a hand-off as it is stored: the same object if the turn has changed nothing. */
  over(lease: Lease, conversation: string, stored: HandOff | undefined): HandOff | undefined {
    return this.#handOffs.over(lease, conversation, stored);
  }

  async readMany(conversations: readonly string[]): Promise<readonly (HandOff | undefined)[]> {
    return this.#handOffs.readMany(conversations);
  }

  beginWrites(conversation: string, handOff: HandOff, transcript: readonly DeskMessage[]): Write[] {
    return [
      this.#handOffs.set(conversation, handOff),
      this.#listedWrite(conversation, 0),
      ...(transcript.length > 0 ? [this.#messages.set(transcriptKey(handOff), transcript)] : []),
    ];
  }

  /** Changes the hand-off with this id, if it is still the conversation's latest. */
  changeWrite(conversation: string, id: string, change: (handOff: HandOff) => HandOff): Write {
    return this.#handOffs.change(conversation, (current) => (current?.id === id ? change(current) : current));
  }

  endWrites(conversation: string, id: string, closed: NonNullable<HandOff['closed']>): Write[] {
    return [
      this.changeWrite(conversation, id, (handOff) => ({ ...handOff, state: 'closed', unanswered: 0, closed })),
      this.#listedWrite(conversation, closed.at),
    ];
  }

  /** Adds a message, unless one with its id is there. `handOff` as it was read: it tells which row is written to. */
  messageWrite(handOff: HandOff, message: DeskMessage): Write {
    return this.#messages.change(chunkKey(handOff, Math.floor(handOff.count / inChunk)), (current = []) =>
      current.some(({ id }) => id === message.id) ? current : [...current, message],
    );
  }

  /** What was said before the hand-off, as far as it was given. */
  async transcript(handOff: Pick<HandOff, 'queue' | 'id'>): Promise<readonly DeskMessage[]> {
    return (await this.#messages.read(transcriptKey(handOff))) ?? [];
  }

  /** What was said before the hand-off and since, in order. */
  async messages(handOff: HandOff): Promise<DeskMessage[]> {
    const chunks = Math.floor(handOff.count / inChunk) + 1;
    const keys = Array.from({ length: chunks }, (_, chunk) => chunkKey(handOff, chunk));
    const rows = await this.#messages.readMany([transcriptKey(handOff), ...keys]);
    const seen = new Set<string>();
    return rows.flatMap((row = [], at) =>
      // The first row is what was said before, which may have the same message.
      row.filter(({ id }) => at === 0 || (!seen.has(id) && seen.add(id))),
    );
  }

  /** The conversations of our numbers that are handed off, or also those that were lately. */
  async listed(numbers: readonly string[], isAll: boolean): Promise<string[]> {
    const keys = numbers.flatMap((number) => Array.from({ length: shards }, (_, shard) => listKey(number, shard)));
    const rows = await this.#lists.readMany(keys);
    return rows.flatMap((row = {}) =>
      Object.entries(row).flatMap(([id, closed]) => (isAll || closed === 0 ? [id] : [])),
    );
  }

  /** All hand-offs of our numbers, also those that have ended lately. */
  async all(numbers: readonly string[]): Promise<HandOff[]> {
    const handOffs = await this.readMany(await this.listed(numbers, true));
    return handOffs.filter((each) => each !== undefined);
  }

  /** Moves the hand-off of one conversation to another, which has none that goes on. `moved`: as it was read. */
  takeOverWrites(from: string, to: string, { closed }: HandOff): Write[] {
    return [
      ...this.#handOffs.moveWrites(from, to, (own, moved) => (own.state === 'closed' ? moved : own)),
      this.#listedWrite(from, undefined),
      this.#listedWrite(to, closed?.at ?? 0),
    ];
  }

  #listedWrite(conversation: string, closed: number | undefined): Write {
    const [number = ''] = conversation.split(':');
    const shard = hash('sha256', conversation, 'buffer').readUInt16BE(0) % shards;
    return this.#lists.change(listKey(number, shard), (current = {}) => {
      const { [conversation]: _, ...rest } = current;
      const over = Object.entries(rest).filter(([, at]) => at > 0);
      const kept = over.sort(([, one], [, other]) => other - one).slice(0, mostClosed - 1);
      const open = Object.entries(rest).filter(([, at]) => at === 0);
      const next = Object.fromEntries([...open, ...kept, ...(closed === undefined ? [] : [[conversation, closed]])]);
      return Object.keys(next).length > 0 ? next : undefined;
    });
  }
}

/** The queues to the desk that hand-offs are told in, by their ids. */
export function queuesOf(handOffs: readonly HandOff[]): string[] {
  return [...new Set(handOffs.map(({ queue }) => queue))];
}

function transcriptKey({ queue, id }: Pick<HandOff, 'queue' | 'id'>): string {
  return `${queue}/${id}/before`;
}

function chunkKey({ queue, id }: HandOff, chunk: number): string {
  return `${queue}/${id}/${chunk}`;
}

/** `number` as it stands in the ids of conversations. */
function listKey(number: string, shard: number): string {
  return `${number}/${shard}`;
}
