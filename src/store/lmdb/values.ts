import { createHash } from 'node:crypto';
import type { Database, RootDatabase } from 'lmdb';
import { type Clock, systemClock } from '../../core/clock.js';
import type { Backend, RawChange } from '../backend.js';
import { committed } from './commit.js';

const bucketMs = 60_000;
const sweepEveryMs = 60_000;
const sweepLimit = 1000;

/**
 * Values in one database, each with its time of expiry as its version (0 for none); in another, one entry for each
 * value that expires, ordered by time and rounded up to a minute, so that a value often written seldom moves there.
 * All writes are transactions, which LMDB-js runs in the order of the calls.
 */
export class LmdbBackend implements Backend {
  readonly #environment: RootDatabase;
  readonly #values: Database<string, Buffer>;
  readonly #expiries: Database<string, Buffer>;
  readonly #clock: Clock;
  readonly #close: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<unknown> = Promise.resolve();

  constructor(environment: RootDatabase, close = () => environment.close(), clock = systemClock) {
    this.#environment = environment;
    // As bytes: LMDB-js's own encoding of strings as keys does not give every control character back.
    this.#values = environment.openDB({ name: 'values', encoding: 'string', keyEncoding: 'binary', useVersions: true });
    this.#expiries = environment.openDB({ name: 'expiries', encoding: 'string', keyEncoding: 'binary' });
    this.#clock = clock;
    this.#close = close;
    this.#sweepAfter(0);
  }

  async getMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    return keys.map((key) => this.#values.get(storedKey(key)));
  }

  set(key: string, raw: string, ttlMs?: number): Promise<void> {
    return this.#write(() => this.#put(storedKey(key), raw, ttlMs));
  }

  async delete(keys: readonly string[]): Promise<number> {
    return this.#write(() => keys.filter((key) => this.#remove(storedKey(key))).length);
  }

  async clear(keyPrefix: string): Promise<void> {
    const beginning = Buffer.from(keyPrefix);
    await this.#write(() => {
      for (const at of [...this.#values.getKeys(keyPrefix === '' ? {} : { start: beginning })]) {
        if (!at.subarray(0, beginning.length).equals(beginning)) break;
        this.#remove(at);
      }
    });
  }

  update(key: string, change: RawChange, ttlMs?: number): Promise<void> {
    const at = storedKey(key);
    return this.#write(() => {
      const current = this.#values.get(at);
      const next = change(current);
      if (next === current) return;
      if (next === undefined) this.#remove(at);
      else this.#put(at, next, ttlMs);
    });
  }

  async close(): Promise<void> {
    await this.#sweeping;
    clearTimeout(this.#timer);
    await this.#close();
  }

  /** Deletes up to so many values that have expired; resolves with the number of times of expiry it went through. */
  async sweep(limit = sweepLimit): Promise<number> {
    const now = this.#clock.now();
    return this.#write(() => {
      const due = [...this.#expiries.getKeys({ end: expiryKey(now, Buffer.alloc(0)), limit })];
      for (const key of due) {
        this.#expiries.remove(key);
        this.#values.remove(valueKeyOf(key));
      }
      return due.length;
    });
  }

  #write<T>(work: () => T): Promise<T> {
    return committed(this.#environment.transaction(work));
  }

  #put(at: Buffer, raw: string, ttlMs: number | undefined): void {
    const expires = ttlMs ? this.#clock.now() + ttlMs : 0;
    const before = this.#values.getEntry(at)?.version ?? 0;
    if (bucketOf(before) !== bucketOf(expires)) {
      if (before) this.#expiries.remove(expiryKey(bucketOf(before), at));
      if (expires) this.#expiries.put(expiryKey(bucketOf(expires), at), '');
    }
    this.#values.put(at, raw, expires);
  }

  #remove(at: Buffer): boolean {
    const entry = this.#values.getEntry(at);
    if (!entry) return false;
    if (entry.version) this.#expiries.remove(expiryKey(bucketOf(entry.version), at));
    this.#values.remove(at);
    return true;
  }

  #sweepAfter(delayMs: number): void {
    this.#timer = setTimeout(() => {
      this.#sweeping = this.sweep().then(
        (count) => this.#sweepAfter(count < sweepLimit ? sweepEveryMs : 1000),
        // It only tidies up: who writes next learns what is wrong with the disk.
        () => this.#sweepAfter(sweepEveryMs),
      );
    }, delayMs).unref();
  }
}

function bucketOf(expires: number): number {
  return Math.ceil(expires / bucketMs) * bucketMs;
}

const timeBytes = 6;

/** Ordered by time, then by key. */
function expiryKey(bucket: number, at: Buffer): Buffer {
  const time = Buffer.alloc(timeBytes);
  time.writeUIntBE(bucket, 0, timeBytes);
  return Buffer.concat([time, at]);
}

function valueKeyOf(expiry: Buffer): Buffer {
  return expiry.subarray(timeBytes);
}

/** LMDB takes keys up to 1978 bytes. */
const readableBytes = 1024;

/** The key as it stands in LMDB: a long one keeps its beginning, and a hash stands for the whole. */
function storedKey(key: string): Buffer {
  const bytes = Buffer.from(key);
  if (bytes.length <= readableBytes) return bytes;
  // Longer than any key that is kept as it is, so the two cannot be mistaken for each other.
  return Buffer.concat([bytes.subarray(0, readableBytes), createHash('sha256').update(bytes).digest()]);
}
