import { createHash } from 'node:crypto';
import { setImmediate as nextLoop } from 'node:timers/promises';
import type { Database, RootDatabase } from 'lmdb';
import { type Clock, systemClock } from '../../core/clock.js';
import { DamagedValueError, StoreError } from '../../core/errors.js';
import type { Write } from '../../core/write.js';
import { evaluate } from '../evaluate.js';
import { type Entry, Overlay } from '../overlay.js';
import type { Row, Values } from '../values.js';
import type { LmdbWriter } from './writer.js';

/** How many values are checked for expiry with each value that is written. */
const sweptPerWrite = 2;

/** How many values are given at once by a scan, and how much JSON, in UTF-16 units. */
const [scannedAtOnce, mostUnits] = [200, 128 * 1024];

/** An evaluated commit. Reads see it at once, and `put` writes it. */
export interface Staged {
  readonly stored: readonly unknown[];
  put(): void;
  /** The transaction has ended. */
  settle(isWritten: boolean): void;
}

/**
 * Values in one database, as JSON. The time of expiry is stored as LMDB's version of the entry (0 for none). No other
 * process uses the store, so changes are evaluated here, on known values, and LMDB only writes.
 */
export class LmdbValues implements Values {
  readonly #writer: LmdbWriter;
  readonly #values: Database<string, Buffer>;
  readonly #overlay = new Overlay();
  readonly #clock: Clock;
  readonly #place: string;
  readonly #close: () => Promise<void>;
  readonly #scrub: () => Promise<void>;
  readonly #underWay = new Set<Promise<unknown>>();
  #owed = 0;
  #cursor: Buffer | undefined;
  #closed: Promise<void> | undefined;

  constructor(
    environment: RootDatabase,
    writer: LmdbWriter,
    place: string,
    close: () => Promise<void>,
    clock: Clock = systemClock,
    scrub: () => Promise<void> = async () => {},
  ) {
    this.#writer = writer;
    // Keys are stored as bytes, because LMDB-js's own encoding of strings loses some control characters.
    this.#values = environment.openDB({ name: 'json', encoding: 'string', keyEncoding: 'binary', useVersions: true });
    this.#place = place;
    this.#close = close;
    this.#scrub = scrub;
    this.#clock = clock;
  }

  getMany(keys: readonly string[]): unknown[] {
    this.refuseIfClosed();
    return keys.map((key) => this.#read(key));
  }

  commit(writes: readonly Write[]): Promise<readonly unknown[]> {
    return this.within(writes, (put) => this.#writer.write(put));
  }

  /** Commits the writes together with what else `write` puts into the transaction. */
  async within(writes: readonly Write[], write: (put: () => void) => Promise<void>): Promise<readonly unknown[]> {
    this.refuseIfClosed();
    const staged = this.#stage(writes);
    const writing = write(staged.put);
    this.#underWay.add(writing);
    try {
      await writing;
    } catch (error) {
      staged.settle(false);
      throw error;
    } finally {
      this.#underWay.delete(writing);
    }
    staged.settle(true);
    for (const [index, { onStored }] of writes.entries()) onStored?.(staged.stored[index]);
    return staged.stored;
  }

  async delete(keys: readonly string[]): Promise<number> {
    const all = [...new Set(keys)];
    const there = all.filter((key) => this.getMany([key])[0] !== undefined);
    // Also those that have expired: they are still in the file.
    await this.commit(all.map((key) => ({ key, value: undefined })));
    return there.length;
  }

  async *scan(): AsyncGenerator<readonly Row[]> {
    this.refuseIfClosed();
    // What is being written is in the file after this.
    await this.#writer.write(() => {});
    let start: Buffer | undefined;
    for (;;) {
      this.refuseIfClosed();
      const rows: Row[] = [];
      let last: Buffer | undefined;
      let units = 0;
      const range = { ...(start && { start }), limit: scannedAtOnce, versions: true };
      for (const { key, value, version = 0 } of this.#values.getRange(range)) {
        last = key;
        rows.push({ ...partsOf(key, value), isOver: this.#isOver(version) });
        units += value.length;
        if (units > mostUnits) break;
      }
      if (!last) return;
      yield rows;
      start = Buffer.concat([last, Buffer.alloc(1)]);
      await nextLoop();
    }
  }

  leftMs(key: string): number | undefined {
    this.#read(key);
    const expires = this.#overlay.get(key)?.expires ?? 0;
    return expires > 0 ? Math.max(1, expires - this.#clock.now()) : undefined;
  }

  /** Deleted values stay in the file's free pages until it is written anew, at the next start. */
  scrub(): Promise<void> {
    return this.#scrub();
  }

  async clear(keyPrefix: string): Promise<void> {
    this.refuseIfClosed();
    await Promise.allSettled(this.#underWay);
    const beginning = Buffer.from(keyPrefix);
    await this.#writer.transaction(() => {
      for (const at of [...this.#values.getKeys(keyPrefix === '' ? {} : { start: beginning })]) {
        if (!at.subarray(0, beginning.length).equals(beginning)) break;
        this.#values.remove(at);
      }
    });
    this.#overlay.clear();
  }

  close(): Promise<void> {
    this.#closed ??= Promise.allSettled(this.#underWay).then(this.#close);
    return this.#closed;
  }

  refuseIfClosed(): void {
    if (this.#closed) throw new StoreError(`The store ${this.#place} is closed.`);
  }

  #stage(writes: readonly Write[]): Staged {
    const { stored, changed } = evaluate(writes, (key) => this.#read(key));
    const now = this.#clock.now();
    const puts: { key: string; at: Buffer; json: string | undefined; entry: Entry }[] = [];
    for (const [key, { value, ttlMs }] of changed) {
      const json = value === undefined ? undefined : JSON.stringify(value);
      const entry = { value, expires: ttlMs ? now + ttlMs : 0 };
      puts.push({ key, at: storedKey(key), json, entry });
      if (entry.expires > 0) this.#owed += sweptPerWrite;
    }
    for (const { key, entry } of puts) this.#overlay.begin(key, entry);
    return {
      stored,
      put: () => {
        for (const { key, at, json, entry } of puts) {
          if (json === undefined) this.#values.remove(at);
          else this.#values.put(at, storedText(key, at, json), entry.expires);
        }
        this.#sweep();
      },
      settle: (isWritten) => {
        for (const { key, json, entry } of puts) {
          if (isWritten) this.#overlay.done(key, entry, json?.length ?? 0);
          else this.#overlay.failed(key, entry);
        }
      },
    };
  }

  #read(key: string): unknown {
    const known = this.#overlay.get(key);
    if (known) return this.#isOver(known.expires) ? undefined : known.value;
    const at = storedKey(key);
    const found = this.#values.getEntry(at);
    if (!found) {
      // Also remember that there is no value.
      this.#overlay.done(key, { value: undefined, expires: 0 }, 0);
      return undefined;
    }
    const expires = found.version ?? 0;
    if (this.#isOver(expires)) return undefined;
    const { json } = partsOf(at, found.value);
    const value = parse(json);
    this.#overlay.done(key, { value, expires }, json.length);
    return value;
  }

  #isOver(expires: number): boolean {
    return expires > 0 && expires <= this.#clock.now();
  }

  /**
   * Deletes expired values. It cycles through all values, two for each that is written. So it keeps up with the writes,
   * however many come at once, needs no index, and does nothing while nothing is written.
   */
  #sweep(): void {
    const limit = this.#owed;
    if (limit === 0) return;
    this.#owed = 0;
    const start = this.#cursor;
    let count = 0;
    let last: Buffer | undefined;
    // Continue at the key at which the last sweep ended.
    const more = limit + 1;
    for (const { key, version } of this.#values.getRange({ ...(start && { start }), limit: more, versions: true })) {
      count += 1;
      last = key;
      if (version !== undefined && this.#isOver(version)) this.#values.remove(key, version);
    }
    this.#cursor = count < more ? undefined : last;
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new DamagedValueError('A stored value is not what this program wrote: the store is damaged or shared.', {
      cause,
    });
  }
}

/** In bytes. LMDB takes keys of up to 1978. */
const readableBytes = 1024;

/** A value as it is stored. The key that was cut stands before it, because a scan could not tell it otherwise. */
function storedText(key: string, at: Buffer, json: string): string {
  return at.length > readableBytes ? `${JSON.stringify(key)}\n${json}` : json;
}

/** JSON has no line end outside of a string, and none unescaped inside. */
function partsOf(at: Buffer, text: string): Pick<Row, 'key' | 'json'> {
  const end = at.length > readableBytes ? text.indexOf('\n') : -1;
  if (end < 0) return { key: at.toString(), json: text };
  const key = parse(text.slice(0, end));
  return { key: typeof key === 'string' ? key : at.toString(), json: text.slice(end + 1) };
}

/** The key as it is stored in LMDB. A long key is cut and a hash of the whole key is added. */
function storedKey(key: string): Buffer {
  const bytes = Buffer.from(key);
  if (bytes.length <= readableBytes) return bytes;
  // Longer than any key that is stored as it is, so the two cannot be confused.
  return Buffer.concat([bytes.subarray(0, readableBytes), createHash('sha256').update(bytes).digest()]);
}
