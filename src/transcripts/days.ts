import { z } from 'zod';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { prefixOf, Table } from '../store/table.js';
import type { Values } from '../store/values.js';
import type { Entry } from './entry.js';

/** Where a message stands: its time in epoch ms, its id, and its departure if it has left. See `Entry`. */
type Place = readonly [at: number, id: string, departure?: string];

/** The place of a message of one of some conversations. */
export interface Found {
  /** The conversation's id. */
  readonly lane: string;
  readonly at: number;
  readonly id: string;
  readonly departure: string | undefined;
}

const places = z.array(z.tuple([z.number(), z.string()]).rest(z.string()));

const namespace = 'transcript-days';
export const dayMs = 24 * 60 * 60 * 1000;
/** A store cannot list its keys, so what is looked for is asked for by the day: so many at once. */
const daysAtOnce = 62;
/** A chunk is written as a whole with each message, so a busy day has several. */
const mostInChunk = 32;
const mostBusy = 20_000;

/**
 * The order of each conversation's messages: one short list of times and ids for each day (UTC). A message that moves has
 * a second place there. Only the place that its row names counts.
 */
export class Days {
  readonly #values: Values;
  readonly #chunks: Table<readonly Place[]>;
  /** The number of the chunk that is written to now, for conversations with more than one on a day. */
  readonly #busy = new Map<string, number>();
  /** The latest day that anything was written on. A clock that can be moved can be put back. */
  #lastDay = 0;

  constructor(store: Store, ttlMs: number) {
    this.#values = store.engine.values;
    this.#chunks = new Table(store, namespace, { ttlMs });
  }

  addWrite(lane: string, { at, id, departure }: Pick<Entry, 'at' | 'id' | 'departure'>): Write {
    const day = dayOf(at);
    this.#lastDay = Math.max(this.#lastDay, day);
    const first = `${lane}/${day}`;
    const number = this.#busy.get(first) ?? 0;
    return this.#chunks.change(
      chunkOf(first, number),
      (list = []) => {
        const isThere = list.some((place) => place[0] === at && place[1] === id && place[2] === departure);
        return isThere ? list : [...list, departure === undefined ? [at, id] : [at, id, departure]];
      },
      (stored) => {
        if ((stored?.length ?? 0) >= mostInChunk) this.#next(first, number + 1);
      },
    );
  }

  /** The places in some conversations from a time until now, in the order of time, or from the last to the first. */
  async *places(lanes: readonly string[], from: number, now: number, isBackwards = false): AsyncGenerator<Found> {
    const [first, last] = [dayOf(from), Math.max(dayOf(now), this.#lastDay)];
    const count = Math.max(0, last - first + 1);
    for (let done = 0; done < count; done += daysAtOnce) {
      const size = Math.min(daysAtOnce, count - done);
      const start = isBackwards ? last - done - size + 1 : first + done;
      const days = Array.from({ length: size }, (_, index) => start + index);
      const lists = await Promise.all(lanes.map((lane) => this.#found(lane, days)));
      const found = lists.flat().filter(({ at }) => at >= from);
      found.sort((one, other) => one.at - other.at);
      yield* isBackwards ? found.reverse() : found;
    }
  }

  /** The lists of these conversations are erased: the next ones begin anew. */
  forget(lanes: readonly string[]): void {
    const erased = lanes.map((lane) => `${lane}/`);
    for (const key of this.#busy.keys()) if (erased.some((start) => key.startsWith(start))) this.#busy.delete(key);
  }

  /** All places that are kept, in no order: the whole store is read. */
  async *all(): AsyncGenerator<readonly [lane: string, at: number]> {
    const prefix = prefixOf(namespace);
    for await (const rows of this.#values.scan()) {
      for (const { key, json, isOver } of rows) {
        if (isOver || !key.startsWith(prefix)) continue;
        const lane = key.slice(prefix.length, key.lastIndexOf('/'));
        for (const [at] of places.parse(JSON.parse(json))) yield [lane, at];
      }
    }
  }

  /** Writes that delete the lists of a conversation from a time until now. */
  async deleteWrites(lane: string, from: number, now: number): Promise<Write[]> {
    const writes: Write[] = [];
    const last = Math.max(dayOf(now), this.#lastDay);
    for (let day = dayOf(from); day <= last; day += daysAtOnce) {
      const days = Array.from({ length: Math.min(daysAtOnce, last - day + 1) }, (_, index) => day + index);
      for (const key of await this.#chunksOf(lane, days)) writes.push(this.#chunks.set(key.name, undefined));
    }
    return writes;
  }

  async #found(lane: string, days: readonly number[]): Promise<Found[]> {
    const chunks = await this.#chunksOf(lane, days);
    return chunks.flatMap(({ list }) => list.map(([at, id, departure]) => ({ lane, at, id, departure })));
  }

  async #chunksOf(lane: string, days: readonly number[]): Promise<{ name: string; list: readonly Place[] }[]> {
    const chunks: { name: string; list: readonly Place[] }[] = [];
    let firsts = days.map((day) => `${lane}/${day}`);
    for (let number = 0; firsts.length > 0; number += 1) {
      const names = firsts.map((first) => chunkOf(first, number));
      const lists = await this.#chunks.readMany(names);
      for (const [at, name] of names.entries()) {
        const list = lists[at];
        if (list) chunks.push({ name, list });
      }
      firsts = firsts.filter((_, at) => (lists[at]?.length ?? 0) >= mostInChunk);
    }
    return chunks;
  }

  #next(first: string, number: number): void {
    this.#busy.set(first, number);
    const [oldest] = this.#busy.size > mostBusy ? this.#busy.keys() : [];
    if (oldest !== undefined) this.#busy.delete(oldest);
  }
}

function dayOf(at: number): number {
  return Math.floor(at / dayMs);
}

function chunkOf(first: string, number: number): string {
  return number === 0 ? first : `${first}.${number}`;
}
