import { type Clock, systemClock } from '../../core/clock.js';
import type { Backend, RawChange } from '../backend.js';
import { BackendStore, type Store } from '../backendStore.js';

const sweepEveryMs = 60_000;

/** A store that ends with the process: for tests, and for trying things out. */
export function openMemory(): Store {
  return new BackendStore('memory', new MemoryBackend(), 'memory:');
}

/** Everything in one Map; each verb is done before another can begin. */
export class MemoryBackend implements Backend {
  readonly #entries = new Map<string, { raw: string; expires: number }>();
  readonly #clock: Clock;
  readonly #timer = setInterval(() => this.sweep(), sweepEveryMs).unref();

  constructor(clock = systemClock) {
    this.#clock = clock;
  }

  async getMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    return keys.map((key) => this.#entries.get(key)?.raw);
  }

  async set(key: string, raw: string, ttlMs?: number): Promise<void> {
    const expires = ttlMs ? this.#clock.now() + ttlMs : Number.POSITIVE_INFINITY;
    this.#entries.set(key, { raw, expires });
  }

  async delete(keys: readonly string[]): Promise<number> {
    return keys.filter((key) => this.#entries.delete(key)).length;
  }

  async clear(keyPrefix: string): Promise<void> {
    for (const key of this.#entries.keys()) {
      if (key.startsWith(keyPrefix)) this.#entries.delete(key);
    }
  }

  async update(key: string, change: RawChange, ttlMs?: number): Promise<void> {
    const current = this.#entries.get(key)?.raw;
    const next = change(current);
    if (next === current) return;
    if (next === undefined) await this.delete([key]);
    else await this.set(key, next, ttlMs);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#entries.clear();
  }

  /** Lets go of what has expired; resolves nothing that reads could see. */
  sweep(): void {
    const now = this.#clock.now();
    for (const [key, { expires }] of this.#entries) {
      if (expires <= now) this.#entries.delete(key);
    }
  }

  /** How many values are held, those that have expired and are not swept among them. */
  get size(): number {
    return this.#entries.size;
  }
}
