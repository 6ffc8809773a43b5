import type { Activity } from '../core/activity.js';
import { type Clock, systemClock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { Days, dayMs, type Found } from './days.js';
import { type Bubble, type Entry, type FailedPart, type Row, recorded, shownAgain, standing } from './entry.js';

/** What is kept of what was said, and for how long. */
export interface TranscriptsOptions {
  /** How long each message is kept, in ms: at least a day, at most ten years. */
  readonly keptMs: number;
  readonly clock?: Clock | undefined;
  /** What is kept of what a person writes, for words that may not be kept, such as the number of a card. Default: all. */
  readonly redact?: ((text: string) => string) | undefined;
}

interface Stretch {
  /** In epoch ms. */
  readonly since?: number | undefined;
  /** From the last to the first. */
  readonly isBackwards?: boolean;
}

const longestMs = 3660 * dayMs;
const rowsAtOnce = 32;
const writesAtOnce = 200;

/**
 * What was said in each conversation. Each message is a row of its own under its conversation's id and its own, so that
 * the same message twice is one, and all of a conversation is found by its id.
 */
export class Transcripts {
  readonly #rows: Table<Row>;
  readonly #days: Days;
  readonly #keptMs: number;
  readonly #redact: (text: string) => string;
  #clock: Clock;

  constructor(store: Store, { keptMs, clock = systemClock, redact = (text) => text }: TranscriptsOptions) {
    if (!(keptMs >= dayMs && keptMs <= longestMs)) {
      throw new ConfigurationError('keptMs: must be a number of milliseconds, from one day to ten years.');
    }
    this.#rows = new Table(store, 'transcripts', { ttlMs: keptMs + dayMs });
    this.#days = new Days(store, keptMs + dayMs);
    this.#keptMs = keptMs;
    this.#clock = clock;
    this.#redact = redact;
  }

  /** What may be kept of what a person says. */
  kept({ text, value, ...rest }: Activity): Activity {
    return {
      ...rest,
      ...(text !== undefined && { text: this.#redact(text) }),
      ...(value !== undefined && { value: typeof value === 'string' ? this.#redact(value) : value }),
    };
  }

  /** Judges what is still kept by this clock from now on. */
  useClock(clock: Clock): void {
    this.#clock = clock;
  }

  /** What was kept of these conversations is erased. */
  forget(lanes: readonly string[]): void {
    this.#days.forget(lanes);
  }

  get now(): number {
    return this.#clock.now();
  }

  /** Writes that keep a message. See `recorded` for one that is there already. */
  recordWrites(lane: string, entry: Entry): Write[] {
    return [this.change(lane, entry.id, (row) => recorded(row, entry)), this.#days.addWrite(lane, entry)];
  }

  /** Writes that keep that a part of a message left once more, as a text. */
  againWrites(lane: string, place: Pick<Entry, 'id' | 'at' | 'departure'>, bubble: Bubble): Write[] {
    return [this.change(lane, place.id, (row) => shownAgain(row, place, bubble)), this.#days.addWrite(lane, place)];
  }

  failedWrite(lane: string, id: string, failed: FailedPart): Write {
    return this.change(lane, id, (row) => ({ ...row, failed }));
  }

  arrivedWrite(lane: string, id: string, message: string): Write {
    return this.change(lane, id, (row) => ({ ...row, arrived: message }));
  }

  change(lane: string, id: string, change: (row: Row | undefined) => Row | undefined): Write {
    return this.#rows.change(keyOf(lane, id), change);
  }

  async commit(writes: readonly Write[]): Promise<void> {
    await this.#rows.commit(writes);
  }

  /** The messages of some conversations of one person, in the order of time. */
  async *read(lanes: readonly string[], { since, isBackwards = false }: Stretch = {}): AsyncGenerator<Entry> {
    const now = this.#clock.now();
    const from = Math.max(since ?? 0, now - this.#keptMs);
    const seen = new Set<string>();
    let found: Found[] = [];
    for await (const place of this.#days.places(lanes, from, now, isBackwards)) {
      found.push(place);
      if (found.length < rowsAtOnce) continue;
      yield* await this.#entries(lanes, found, seen);
      found = [];
    }
    yield* await this.#entries(lanes, found, seen);
  }

  /** All conversations by their keys, with the time of their first message that is kept. Reads the whole store. */
  async *conversations(): AsyncGenerator<readonly [lane: string, at: number]> {
    const from = this.#clock.now() - this.#keptMs;
    const firsts = new Map<string, number>();
    for await (const [lane, at] of this.#days.all()) {
      if (at >= from) firsts.set(lane, Math.min(at, firsts.get(lane) ?? at));
    }
    yield* firsts;
  }

  /** Deletes all messages of a conversation. */
  async delete(lane: string): Promise<void> {
    const now = this.#clock.now();
    const from = now - this.#keptMs - 2 * dayMs;
    const ids = new Set<string>();
    for await (const { id } of this.#days.places([lane], from, now)) ids.add(id);
    const rows = [...ids].map((id) => this.#rows.set(keyOf(lane, id), undefined));
    // The lists last: if the process ends before, the rest is found again.
    const writes = [...rows, ...(await this.#days.deleteWrites(lane, from, now))];
    for (let at = 0; at < writes.length; at += writesAtOnce) await this.commit(writes.slice(at, at + writesAtOnce));
  }

  async #entries(lanes: readonly string[], found: readonly Found[], seen: Set<string>): Promise<Entry[]> {
    // A message that was held for one id of the person may have left under the other.
    const keys = found.flatMap(({ id }) => lanes.map((lane) => keyOf(lane, id)));
    const rows = await this.#rows.readMany(keys);
    return found.flatMap(({ lane, id, at, departure }, index) => {
      const all = lanes.map((_, place) => standing(rows[index * lanes.length + place] ?? {}));
      const own = all[lanes.indexOf(lane)];
      if (!own || own.at !== at || own.departure !== departure || seen.has(id)) return [];
      if (all.some((other) => other && other !== own && other.at > own.at)) return [];
      seen.add(id);
      return [own];
    });
  }
}

function keyOf(lane: string, id: string): string {
  return `${lane}/${id}`;
}
