import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Clock } from '../../src/index.js';
import type { Kind, News, Thing } from './thing.js';

/** What the board needs from a store: a Keyv with an atomic `update`. `change` may be called more than once. */
export interface BoardStore {
  get(key: string): Promise<unknown>;
  update(key: string, change: (current: unknown) => unknown, ttlMs?: number): Promise<unknown>;
}

export interface BoardOptions {
  readonly store: BoardStore;
  readonly clock: Clock;
  /** Whether there are examples from the beginning, for the emulator. */
  readonly hasSamples: boolean;
}

/** What came of a report. */
export interface Reported<T> {
  readonly before: T | undefined;
  readonly thing: T;
  readonly isChanged: boolean;
  /** What is to be told, and under which id: the same each time, until `told` says that it was. */
  readonly alert: Alert | undefined;
}

export interface Alert extends News {
  readonly id: string;
}

/** A call with this key has been made before, with another content. */
export class CallKeyReusedError extends Error {}

/** A thing that nothing more is said of is forgotten. */
const keptMs = 400 * 24 * 60 * 60 * 1000;
/** So many keys of calls are remembered for each thing. */
const mostCalls = 50;

const alertSchema = z.object({ id: z.string(), text: z.string(), short: z.string() });
const idsSchema = z.array(z.string());

/** The flights or the parcels that are known, and what has been said of each. */
export class Board<T extends Thing, C> {
  readonly kind: Kind<T, C>;
  readonly #options: BoardOptions;
  readonly #record: z.ZodType<BoardRecord<T>>;

  constructor(kind: Kind<T, C>, options: BoardOptions) {
    this.kind = kind;
    this.#options = options;
    this.#record = z.object({
      thing: kind.stored,
      /** Tells alerts apart from those of an earlier record with this id. */
      since: z.number(),
      /** Counts the changes. */
      revision: z.number(),
      /** As people have last been told of it. */
      told: kind.stored.optional(),
      calls: z.array(z.object({ key: z.string(), content: z.unknown(), alert: alertSchema.optional() })),
    });
  }

  async get(id: string): Promise<T | undefined> {
    return (await this.#read(id))?.thing ?? (await this.#samples()).find((sample) => sample.id === id);
  }

  /** All that are listed, by their ids. */
  async all(): Promise<readonly T[]> {
    const found = await Promise.all((await this.ids()).map((id) => this.get(id)));
    return found.filter((thing) => thing !== undefined);
  }

  /** The ids of a kind whose things are listed. */
  async ids(): Promise<readonly string[]> {
    const samples = (await this.#samples()).map(({ id }) => id);
    const listed = idsSchema.parse((await this.#options.store.get(this.#indexKey)) ?? []);
    return [...new Set([...samples, ...listed])].sort();
  }

  /**
   * Takes what another program says of a thing. `key` is the caller's idempotency key: the same key with the same content
   * is the same call, and gives the same alert again. If nothing has changed, there is an alert only if the last change
   * has not been told yet, because the call that brought it was interrupted.
   *
   * @throws CallKeyReusedError
   */
  async report(id: string, change: C, key?: string): Promise<Reported<T>> {
    const { store, clock } = this.#options;
    const sample = (await this.#samples()).find((each) => each.id === id);
    const now = clock.now();
    // Listed first: an id that has no record is passed over, and no record may be missing from the list.
    if (this.kind.isListed) await this.#list(id);
    const content: unknown = JSON.parse(JSON.stringify(change));
    let outcome: Reported<T> | undefined;
    await store.update(
      this.#key(id),
      (stored) => {
        const old = stored === undefined ? undefined : this.#record.parse(stored);
        const known = key === undefined ? undefined : old?.calls.find((call) => call.key === key);
        if (old && known) {
          if (!isDeepStrictEqual(known.content, content)) throw new CallKeyReusedError();
          outcome = { before: old.thing, thing: old.thing, isChanged: known.alert !== undefined, alert: known.alert };
          return stored;
        }
        const before = old?.thing ?? sample;
        const thing = this.kind.changed(before, id, change, now);
        const isChanged = thing !== before;
        const { since, revision, told, calls } = old ?? { since: now, revision: 0, told: sample, calls: [] };
        const next = revision + (isChanged ? 1 : 0);
        const news = this.kind.news(told, thing);
        const alert = news && { id: this.#alertId(id, { since, revision: next }), ...news };
        outcome = { before, thing, isChanged, alert };
        const kept = key === undefined ? calls : [...calls, { key, content, alert }].slice(-mostCalls);
        return { thing, since, revision: next, told, calls: kept };
      },
      keptMs,
    );
    if (!outcome) throw new Error('The store has not called for the change.');
    return outcome;
  }

  /** An alert is safe with the channel: what comes next is told as a change to this. */
  async told(id: string, alert: Alert): Promise<void> {
    const change = (stored: unknown) => {
      if (stored === undefined) return undefined;
      const record = this.#record.parse(stored);
      // An older alert, or one that was told before.
      if (alert.id !== this.#alertId(id, record) || isDeepStrictEqual(record.told, record.thing)) return stored;
      return { ...record, told: record.thing };
    };
    await this.#options.store.update(this.#key(id), change, keptMs);
  }

  async #read(id: string): Promise<BoardRecord<T> | undefined> {
    const stored = await this.#options.store.get(this.#key(id));
    return stored === undefined || stored === null ? undefined : this.#record.parse(stored);
  }

  async #list(id: string): Promise<void> {
    const { store } = this.#options;
    const listed = idsSchema.parse((await store.get(this.#indexKey)) ?? []);
    if (listed.includes(id)) return;
    const gone = await Promise.all(listed.map(async (each) => ((await this.#read(each)) ? [] : [each])));
    const forgotten = gone.flat();
    await store.update(this.#indexKey, (current) => {
      const ids = idsSchema.parse(current ?? []);
      return [...ids.filter((each) => each !== id && !forgotten.includes(each)), id];
    });
  }

  /** They stay as they were when somebody looked first, so that time can pass for them too. */
  async #samples(): Promise<readonly T[]> {
    const { store, clock, hasSamples } = this.#options;
    if (!hasSamples) return [];
    const since = await store.update('samples', (current) => current ?? clock.now());
    return this.kind.samples(z.number().parse(since));
  }

  #alertId(id: string, { since, revision }: Pick<BoardRecord<T>, 'since' | 'revision'>): string {
    return `${this.kind.topic}-${id}-${since.toString(36)}-${revision}`;
  }

  #key(id: string): string {
    return `${this.kind.topic}/${id}`;
  }

  get #indexKey(): string {
    return `${this.kind.topic}s`;
  }
}

interface BoardRecord<T> {
  readonly thing: T;
  readonly since: number;
  readonly revision: number;
  readonly told?: T | undefined;
  readonly calls: readonly { readonly key: string; readonly content: unknown; readonly alert?: Alert | undefined }[];
}
