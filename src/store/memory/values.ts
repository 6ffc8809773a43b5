import { setImmediate as nextLoop } from 'node:timers/promises';
import { type Clock, systemClock } from '../../core/clock.js';
import { StoreError } from '../../core/errors.js';
import type { Write } from '../../core/write.js';
import { evaluate } from '../evaluate.js';
import type { Entry } from '../overlay.js';
import type { Row, Values } from '../values.js';

/** How many values are checked for expiry with each value that is written. */
const sweptPerWrite = 2;

/** How many values are given at once by a scan, and how much JSON, in UTF-16 units. */
const [scannedAtOnce, mostUnits] = [250, 128 * 1024];

/** Values in one Map. Each commit is finished before the next one begins. */
export class MemoryValues implements Values {
  readonly #entries = new Map<string, Entry>();
  readonly #clock: Clock;
  #sweeping: Iterator<[string, Entry]> = this.#entries.entries();
  #isClosed = false;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  getMany(keys: readonly string[]): unknown[] {
    this.refuseIfClosed();
    return keys.map((key) => this.#read(key));
  }

  async commit(writes: readonly Write[]): Promise<readonly unknown[]> {
    return this.commitNow(writes);
  }

  commitNow(writes: readonly Write[]): readonly unknown[] {
    this.refuseIfClosed();
    const { stored, changed } = evaluate(writes, (key) => this.#read(key));
    for (const [key, { value, ttlMs }] of changed) {
      if (value === undefined) this.#entries.delete(key);
      else this.#entries.set(key, { value, expires: ttlMs ? this.#clock.now() + ttlMs : 0 });
      this.#sweep();
    }
    for (const [index, { onStored }] of writes.entries()) onStored?.(stored[index]);
    return stored;
  }

  async delete(keys: readonly string[]): Promise<number> {
    this.refuseIfClosed();
    return keys.filter((key) => this.#entries.delete(key)).length;
  }

  async clear(keyPrefix: string): Promise<void> {
    this.refuseIfClosed();
    for (const key of this.#entries.keys()) {
      if (key.startsWith(keyPrefix)) this.#entries.delete(key);
    }
  }

  async *scan(): AsyncGenerator<readonly Row[]> {
    let rows: Row[] = [];
    let units = 0;
    for (const [key, entry] of this.#entries) {
      const json = JSON.stringify(entry.value);
      rows.push({ key, json, isOver: this.#isOver(entry) });
      units += json.length;
      if (rows.length < scannedAtOnce && units < mostUnits) continue;
      yield rows;
      [rows, units] = [[], 0];
      await nextLoop();
      this.refuseIfClosed();
    }
    if (rows.length > 0) yield rows;
  }

  leftMs(key: string): number | undefined {
    const { expires = 0 } = this.#entries.get(key) ?? {};
    return expires > 0 ? Math.max(1, expires - this.#clock.now()) : undefined;
  }

  /** Nothing is left of what is deleted from a Map. */
  async scrub(): Promise<void> {}

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#entries.clear();
  }

  refuseIfClosed(): void {
    if (this.#isClosed) throw new StoreError('The store memory: is closed.');
  }

  /** How many values are stored, including expired ones that are not deleted yet. */
  get size(): number {
    return this.#entries.size;
  }

  #read(key: string): unknown {
    const entry = this.#entries.get(key);
    return entry && !this.#isOver(entry) ? entry.value : undefined;
  }

  #isOver({ expires }: Entry): boolean {
    return expires > 0 && expires <= this.#clock.now();
  }

  /**
   * Deletes expired values. It cycles through all values, two for each that is written, so it keeps up with the writes.
   */
  #sweep(): void {
    for (let count = 0; count < sweptPerWrite; count += 1) {
      const { value: found, done } = this.#sweeping.next();
      if (done) this.#sweeping = this.#entries.entries();
      else if (this.#isOver(found[1])) this.#entries.delete(found[0]);
    }
  }
}
