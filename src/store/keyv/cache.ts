import type { Stored } from './journal.js';

/** What is known of one key: not read yet (`isKnown` false), nothing there (`stored` undefined), or a value. */
export interface Known {
  isKnown: boolean;
  stored: Stored | undefined;
  /** How many need it to stay. */
  pins: number;
}

/**
 * What one process knows of its store: values that wait to be applied, and those read or written lately. It is always
 * right, because nobody else writes.
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
    // The least recently used are forgotten first.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  /** Keeps the key until it is unpinned: what is written to it meanwhile is seen. */
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

  /** What a read found: written values are newer than it. */
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

  /** Forgets the least recently used values that nobody needs. */
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
