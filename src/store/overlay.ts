/** A value, and when it expires: epoch ms by the machine's clock, 0 for never. */
export interface Entry {
  readonly value: unknown;
  readonly expires: number;
}

interface Known {
  readonly entry: Entry;
  /** The length of its key and JSON; `undefined` while it is being written. */
  units: number | undefined;
}

/** How much JSON is kept, in UTF-16 units. */
const mostUnits = 4 * 1024 * 1024;

/**
 * The values of a store that its only process knows without reading them: those being written, which reads must see at
 * once, and those written or read lately, so that nothing is decoded right after it was encoded.
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

  /** The value has been written or read; `units` is the length of its JSON. */
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

  /** The value could not be written: the store still has the old one. */
  failed(key: string, entry: Entry): void {
    if (this.#known.get(key)?.entry === entry) this.#forget(key);
  }

  /** Forgets all values except those being written. */
  clear(): void {
    for (const [key, { units }] of this.#known) if (units !== undefined) this.#forget(key);
  }

  /** Forgets a quarter of the values, the oldest first. */
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
