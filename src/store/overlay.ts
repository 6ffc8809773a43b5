/** A value, and when it may be forgotten: epoch ms by the machine's clock, 0 for never. */
export interface Entry {
  readonly value: unknown;
  readonly expires: number;
}

/** How much of the values' JSON one half of the cache may hold, in UTF-16 units. */
const halfUnits = 4 * 1024 * 1024;

/**
 * What one process knows of its own store without asking it: what is being written, which reads must find at once, and
 * what was written lately, so that nothing is decoded again right after it was encoded.
 */
export class Overlay {
  readonly #pending = new Map<string, Entry>();
  /** Two halves: when the young one is full, it takes the place of the old one, whose values are forgotten. */
  #young = new Map<string, Entry>();
  #old = new Map<string, Entry>();
  #units = 0;

  get(key: string): Entry | undefined {
    return this.#pending.get(key) ?? this.#young.get(key) ?? this.#old.get(key);
  }

  /** The value is being written. */
  begin(key: string, entry: Entry): void {
    this.#pending.set(key, entry);
  }

  /** It has been written; `units` is the length of its JSON. */
  done(key: string, entry: Entry, units: number): void {
    if (this.#pending.get(key) === entry) this.#pending.delete(key);
    this.#old.delete(key);
    this.#young.set(key, entry);
    this.#units += units + key.length;
    if (this.#units < halfUnits) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#units = 0;
  }

  /** It could not be written: the store has what it had before. */
  failed(key: string, entry: Entry): void {
    if (this.#pending.get(key) === entry) this.#pending.delete(key);
  }

  /** Forgets what is cached; what is being written stays. */
  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#units = 0;
  }
}
