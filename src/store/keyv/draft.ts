import type { Clock } from '../../core/clock.js';
import { encodeRow, type Stored } from './journal.js';

/** What work can do with the store in one atomic step, which it may share with other work. */
export interface Transaction {
  /** The value of a key, which must be one that the transaction was started with or has written. */
  get(key: string): unknown;
  /** When the value expires, in epoch ms; 0 for never, `undefined` if there is none. */
  expiresOf(key: string): number | undefined;
  /** `undefined` deletes. */
  set(key: string, value: unknown, ttlMs?: number): void;
  /** Deletes every key that starts with the prefix. */
  clear(prefix: string): void;
  /** Calls the hook once the writes are safe. It must not throw. */
  onStored(hook: () => void): void;
}

/** A key's new row, `undefined` for none. */
export interface Drafted {
  readonly stored: Stored | undefined;
  readonly row: string | undefined;
}

/**
 * The prefixes that were cleared, each with the stamp of the clearing. Older values under them count as deleted. Not
 * every Keyv can list its keys, so the values themselves stay.
 */
export const clearsKey = 'c';
type Clears = readonly (readonly [prefix: string, stamp: number])[];

/** Gathers writes on top of the stored values or of another draft. */
export class Draft implements Transaction {
  readonly writes = new Map<string, Drafted>();
  readonly hooks: (() => void)[] = [];
  /** The total length of its rows. */
  length = 0;
  stamp: number;
  readonly #below: (key: string) => Stored | undefined;
  readonly #clock: Clock;

  constructor(below: (key: string) => Stored | undefined, clock: Clock, stamp: number) {
    this.#below = below;
    this.#clock = clock;
    this.stamp = stamp;
  }

  /** A draft on top of this one; `merge` adds it. */
  child(): Draft {
    return new Draft((key) => this.find(key), this.#clock, this.stamp);
  }

  merge(child: Draft): void {
    for (const [key, write] of child.writes) this.writes.set(key, write);
    this.hooks.push(...child.hooks);
    this.length += child.length;
    this.stamp = child.stamp;
  }

  /** The rows to be written; `undefined` for those to be deleted. */
  *rows(): Generator<readonly [key: string, row: string | undefined]> {
    for (const [key, { row }] of this.writes) yield [key, row];
  }

  /** The stored value, even if it has expired or was cleared. */
  find(key: string): Stored | undefined {
    const own = this.writes.get(key);
    return own ? own.stored : this.#below(key);
  }

  get(key: string): unknown {
    return this.#visible(key)?.value;
  }

  expiresOf(key: string): number | undefined {
    return this.#visible(key)?.expires;
  }

  set(key: string, value: unknown, ttlMs?: number): void {
    this.stamp += 1;
    if (value === undefined) {
      this.writes.set(key, { stored: undefined, row: undefined });
      this.length += key.length;
      return;
    }
    const stored = { value, stamp: this.stamp, expires: ttlMs ? this.#clock.now() + ttlMs : 0 };
    const row = encodeRow(key, stored, JSON.stringify(value));
    this.writes.set(key, { stored, row });
    this.length += key.length + row.length;
  }

  clear(prefix: string): void {
    const others = clearsIn(this.find(clearsKey)).filter(([earlier]) => !earlier.startsWith(prefix));
    this.set(clearsKey, [...others, [prefix, this.stamp]]);
  }

  onStored(hook: () => void): void {
    this.hooks.push(hook);
  }

  #visible(key: string): Stored | undefined {
    const stored = this.find(key);
    return stored && counts(key, stored, this.find(clearsKey), this.#clock) ? stored : undefined;
  }
}

/** Whether a value has neither expired nor been cleared. */
export function counts(key: string, stored: Stored, clears: Stored | undefined, clock: Clock): boolean {
  if (stored.expires > 0 && stored.expires <= clock.now()) return false;
  return !clearsIn(clears).some(([prefix, stamp]) => stored.stamp <= stamp && key.startsWith(prefix));
}

function clearsIn(stored: Stored | undefined): Clears {
  const list: unknown = stored?.value;
  if (!Array.isArray(list)) return [];
  return list.filter((each): each is [string, number] => {
    return Array.isArray(each) && typeof each[0] === 'string' && typeof each[1] === 'number';
  });
}
