/** A value, and when it may be forgotten: epoch ms by the machine's clock, 0 for never. */
export interface Entry {
  readonly value: unknown;
  readonly expires: number;
}

interface Known {
  readonly entry: Entry;
  /** The length of its JSON and its key; `undefined` while it is being written. */
  units: number | undefined;
}

/** How much of the values' JSON is kept, in UTF-16 units. */
const mostUnits = 4 * 1024 * 1024;

/**
 * What one process knows of its own store without asking it: what is being written, which reads must find at once, and
 * what was written or read lately, so that nothing is decoded again right after it was encoded.
 */
export class Overlay {
  readonly #known = new Map<string, Known>();
  #units = 0;

  get(key: string): Entry | undefined {
    return this.#known.get(key)?.entry;
  }

  /** The value is being written. */
  begin(key: string, entry: Entry): void {
    this.#forget(key);
    this.#known.set(key, { entry, units: undefined });
  }

  /** It has been written or read; `units` is the length of its JSON. */
  done(key: string, entry: Entry, units: number): void {
    const known = this.#known.get(key);
    if (known && known.entry !== entry) return;
    const written = known ?? { entry, units: undefined };
    if (!known) this.#known.set(key, written);
    if (written.units !== undefined) return;
    written.units = units + key.length;
    this.#units += written.units;
    if (this.#units > mostUnits) this.#shrink();
  }

  /** It could not be written: the store has what it had before. */
  failed(key: string, entry: Entry): void {
    if (this.#known.get(key)?.entry === entry) this.#forget(key);
  }

  /** Forgets what is written; what is being written stays. */
  clear(): void {
    for (const [key, { units }] of this.#known) if (units !== undefined) this.#forget(key);
  }

  /** Forgets a quarter, the oldest first. */
  #shrink(): void {
    for (const [key, { units }] of this.#known) {
      if (this.#units <= mostUnits * 0.75) return;
      if (units !== undefined) this.#forget(key);
    }
  }

  #forget(key: string): void {
    const known = this.#known.get(key);
    if (!known) return;
    this.#units -= known.units ?? 0;
    this.#known.delete(key);
  }
}
