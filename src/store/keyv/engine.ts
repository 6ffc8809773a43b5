import { setImmediate as nextLoop } from 'node:timers/promises';
import type { Clock } from '../../core/clock.js';
import { StoreError } from '../../core/errors.js';
import { Applier } from './applier.js';
import { Cache } from './cache.js';
import { clearsKey, counts, Draft, type Transaction } from './draft.js';
import { decodeRow, encodeRow, Journal, keyInRow, type Stored, slots } from './journal.js';
import type { Ownership } from './ownership.js';
import { Reader } from './reader.js';
import { type Rows, readableKey } from './rows.js';

/** The length up to which a record grows. MySQL's TEXT, the smallest column of a known adapter, has 65,535 bytes. */
const recordLength = 24_000;
const cachedValues = 5000;
/** How many values are read at once by a scan. */
const scannedAtOnce = 100;
/** The value that is written to fill the journal. */
const overwritingKey = 'overwriting';

/** A value that a scan has found. */
export interface Found {
  readonly key: string;
  readonly value: unknown;
  /** It has expired or was cleared, and is only not deleted yet. */
  readonly isOver: boolean;
}

export interface Listener {
  /** A value was written that expires at this time, in epoch ms. */
  onExpiring(key: string, expires: number): void;
  /** A record was written. */
  onRecord(): void;
}

interface Queued {
  readonly keys: readonly string[];
  isLoaded: boolean;
  /** Runs the work on a draft. Returns a function to call once the draft is stored. */
  readonly run: (draft: Draft) => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Atomic transactions over a Keyv, which can only set one key at a time. Transactions run in the order of the calls.
 * Those that arrive while a record is being written are gathered into the next one, and are done when it is stored.
 * Their values are copied to their own rows a little later.
 */
export class KeyvEngine {
  readonly #rows: Rows;
  readonly #owner: Ownership;
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #cache = new Cache(cachedValues);
  readonly #reader: Reader;
  readonly #applier: Applier;
  readonly #queue: Queued[] = [];
  readonly #listener: Listener;
  #recording: Promise<void> | undefined;
  #number: number;
  #stamp: number;
  #isClosed = false;

  private constructor(
    rows: Rows,
    owner: Ownership,
    clock: Clock,
    listener: Listener,
    last: { number: number; stamp: number },
  ) {
    this.#rows = rows;
    this.#owner = owner;
    this.#clock = clock;
    this.#listener = listener;
    this.#journal = new Journal(rows);
    this.#reader = new Reader(rows, this.#cache);
    this.#applier = new Applier(rows, owner, last.number);
    this.#number = last.number;
    this.#stamp = last.stamp;
  }

  /** Applies what an earlier process left in the journal. Must run before anything is read. */
  static async open(rows: Rows, owner: Ownership, clock: Clock, listener: Listener): Promise<KeyvEngine> {
    const records = await new Journal(rows).read();
    const engine = new KeyvEngine(rows, owner, clock, listener, records.at(-1) ?? { number: 0, stamp: 0 });
    for (const { number, writes } of records) {
      engine.#applier.add(
        number,
        writes.map(([key, stored]) => {
          if (stored && stored.expires > 0) listener.onExpiring(key, stored.expires);
          return [key, stored && encodeRow(key, stored, JSON.stringify(stored.value))];
        }),
      );
    }
    try {
      await engine.#applier.flush();
      await engine.keep([clearsKey]);
    } catch (error) {
      engine.#applier.stop();
      throw error;
    }
    // If the previous owner is still writing a record, it is now too old to be applied.
    engine.#number += slots;
    engine.#applier.skipTo(engine.#number);
    return engine;
  }

  /** Reads the keys and keeps them in the cache from now on. */
  async keep(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#cache.pin(key);
    await this.#reader.load(keys);
  }

  /** Not a promise if all values are in the cache. */
  read(keys: readonly string[]): unknown[] | Promise<unknown[]> {
    this.#refuseIfClosed();
    const owned = this.#owner.ensure();
    const entries = keys.map((key) => this.#cache.find(key));
    if (owned || entries.some((entry) => entry === undefined)) return this.#load(keys, owned);
    return keys.map((key, index) => this.#valueOf(key, entries[index]?.stored));
  }

  /**
   * Runs `work` with the values of the keys in the cache. Resolves with its result once all its writes are safe. If it
   * throws, nothing is written.
   */
  transact<T>(keys: readonly string[], work: (transaction: Transaction) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#refuseIfClosed();
      const run = (draft: Draft) => {
        const result = work(draft);
        return () => resolve(result);
      };
      const missing = keys.filter((key) => !this.#cache.pin(key).isKnown);
      const queued: Queued = { keys, isLoaded: missing.length === 0, run, reject };
      this.#queue.push(queued);
      if (missing.length === 0) this.#record();
      else void this.#loadFor(queued, missing);
    });
  }

  /**
   * All values, in chunks, with those that have expired or count as deleted. The event loop runs between two chunks. See
   * `Rows.storedKeys` for what it needs of the store.
   */
  async *scan(): AsyncGenerator<readonly Found[]> {
    this.#refuseIfClosed();
    await this.#owner.ensure();
    await this.#applier.flush();
    const keys = await this.#rows.storedKeys();
    for (let from = 0; from < keys.length; from += scannedAtOnce) {
      // What is newer than its row is not in it yet.
      await this.#applier.flush();
      this.#refuseIfClosed();
      const some = keys.slice(from, from + scannedAtOnce);
      const texts = await this.#rows.readStored(some);
      yield some.flatMap((stored, place) => {
        const text = texts[place];
        const key = text === undefined ? undefined : (readableKey(stored) ?? keyInRow(text));
        if (text === undefined || key === undefined || isOwn(key)) return [];
        const row = decodeRow(text, this.#rows.place);
        const isOver = !counts(key, row, this.#cache.find(clearsKey)?.stored, this.#clock);
        return [{ key, value: row.value, isOver }];
      });
      await nextLoop();
    }
  }

  /** The time that expiry goes by, in epoch ms. */
  now(): number {
    return this.#clock.now();
  }

  /** Writes over the whole journal, which still has values that were deleted. */
  async overwriteJournal(): Promise<void> {
    for (let written = 0; written < slots; written += 1) {
      await this.transact([], (transaction) => transaction.set(overwritingKey, written));
    }
    await this.#applier.flush();
  }

  /** Finishes what is under way and gives the store back. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // Queued transactions are being written or wait for a read.
    while (this.#queue.length > 0 || this.#recording) {
      await (this.#recording ?? this.#reader.load([]).catch(() => {}));
    }
    this.#applier.stop();
    // Everything is in the journal, so the next process applies it if this fails.
    await this.#applier.flush().catch(() => {});
    await this.#owner.release().catch(() => {});
  }

  async #load(keys: readonly string[], owned: Promise<void> | undefined): Promise<unknown[]> {
    const missing = keys.filter((key) => !this.#cache.pin(key).isKnown);
    try {
      await owned;
      if (missing.length > 0) await this.#reader.load(missing);
      return keys.map((key) => this.#valueOf(key, this.#cache.find(key)?.stored));
    } finally {
      this.#unpin(keys);
    }
  }

  async #loadFor(queued: Queued, missing: readonly string[]): Promise<void> {
    try {
      await this.#reader.load(missing);
      queued.isLoaded = true;
    } catch (error) {
      this.#queue.splice(this.#queue.indexOf(queued), 1);
      this.#unpin(queued.keys);
      queued.reject(error);
    }
    this.#record();
  }

  #record(): void {
    if (this.#recording || !this.#queue[0]?.isLoaded) return;
    this.#recording = this.#writeRecords().finally(() => {
      this.#recording = undefined;
      this.#record();
    });
  }

  async #writeRecords(): Promise<void> {
    // Calls of the same turn of the event loop share the first record.
    await undefined;
    while (this.#queue[0]?.isLoaded) {
      const { draft, ends } = this.#gather();
      try {
        if (draft.writes.size > 0) await this.#store(draft);
      } catch (error) {
        // The next record takes the same number and slot, which replaces this one if it was stored after all.
        for (const { reject } of ends) reject(error);
        continue;
      }
      for (const hook of draft.hooks) hook();
      for (const { resolve } of ends) resolve();
      for (const [key, { stored }] of draft.writes) {
        if (stored && stored.expires > 0) this.#listener.onExpiring(key, stored.expires);
      }
      if (draft.writes.size > 0) this.#listener.onRecord();
    }
  }

  /** Runs transactions, in order, until a record is full. */
  #gather() {
    const draft = new Draft((key) => this.#stored(key), this.#clock, this.#stamp);
    const ends: { resolve: () => void; reject: (error: unknown) => void }[] = [];
    while (this.#queue[0]?.isLoaded && draft.length < recordLength) {
      const queued = this.#queue.shift();
      if (!queued) break;
      const child = draft.child();
      try {
        const resolve = queued.run(child);
        draft.merge(child);
        ends.push({ resolve, reject: queued.reject });
      } catch (error) {
        queued.reject(error);
      }
      this.#unpin(queued.keys);
    }
    return { draft, ends };
  }

  async #store(draft: Draft): Promise<void> {
    await this.#owner.ensure();
    if (!this.#applier.hasRoom) await this.#applier.flush();
    await this.#journal.write(this.#number + 1, draft.stamp, draft.rows());
    this.#number += 1;
    this.#stamp = draft.stamp;
    for (const [key, { stored }] of draft.writes) this.#cache.write(key, stored);
    this.#applier.add(this.#number, draft.rows());
    this.#trim();
  }

  #stored(key: string): Stored | undefined {
    const known = this.#cache.find(key);
    if (known) return known.stored;
    throw new Error('A transaction reads a key that it was not begun with.');
  }

  #valueOf(key: string, stored: Stored | undefined): unknown {
    return stored && counts(key, stored, this.#cache.find(clearsKey)?.stored, this.#clock) ? stored.value : undefined;
  }

  #unpin(keys: readonly string[]): void {
    for (const key of keys) this.#cache.unpin(key);
    this.#trim();
  }

  #trim(): void {
    this.#cache.trim((key) => this.#applier.has(key));
  }

  #refuseIfClosed(): void {
    if (this.#isClosed) throw new StoreError(`The store ${this.#rows.place} is closed.`);
  }
}

/** The rows of the lease and of the journal are no values. */
function isOwn(key: string): boolean {
  return key === 'owner' || key.startsWith('journal/');
}
