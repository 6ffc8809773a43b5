import type { Stored } from './journal.js';

/** What is known of one key: not read yet (`isKnown` false), nothing there (`stored` undefined), or a value. */
export interface Known {
  isKnown: boolean;
  stored: Stored | undefined;
  /** How many callers need the entry to stay. */
  pins: number;
}

/**
 * The values that the process knows: those that wait to be applied, and those read or written lately. They are always
 * current, because no other process writes.
 */
export class Cache {
  readonly #entries = new Map<string, Known>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The entry, if the key is known. */
  find(key: string): Known | undefined {
    const entry = this.#entries.get(key);
    if (!entry?.isKnown) return undefined;
    // Move the entry to the end: the least recently used are forgotten first.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  /** Keeps the key's entry until it is unpinned, so that writes to it in the meantime are seen. */
  pin(key: string): Known {
    const entry = this.#entry(key);
    entry.pins += 1;
    return entry;
  }

  unpin(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    entry.pins -= 1;
    if (entry.pins === 0 && !entry.isKnown) this.#entries.delete(key);
  }

  /** Adds what a read found, unless a newer value has been written. */
  learn(key: string, stored: Stored | undefined): void {
    const entry = this.#entry(key);
    if (entry.isKnown) return;
    entry.isKnown = true;
    entry.stored = stored;
  }

  write(key: string, stored: Stored | undefined): void {
    const entry = this.#entry(key);
    entry.isKnown = true;
    entry.stored = stored;
  }

  /** Forgets the least recently used values that no caller needs. */
  trim(isNeeded: (key: string) => boolean): void {
    let looked = 0;
    for (const [key, { pins }] of this.#entries) {
      if (this.#entries.size <= this.#limit || looked > 1000) return;
      looked += 1;
      if (pins === 0 && !isNeeded(key)) this.#entries.delete(key);
    }
  }

  #entry(key: string): Known {
    const known = this.#entries.get(key);
    if (known) return known;
    const entry: Known = { isKnown: false, stored: undefined, pins: 0 };
    this.#entries.set(key, entry);
    return entry;
  }
}
