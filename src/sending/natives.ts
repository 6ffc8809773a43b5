import type { Clock } from '../core/clock.js';
import { nativeKinds } from '../render/native/kinds.js';
import type { NativeKind } from '../render/piece.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';

/**
 * Whether questions are sent as buttons and lists: if the provider is known to take them (`auto`), always (`native`),
 * or never (`text`: numbered text).
 */
export type Interactive = 'auto' | 'native' | 'text';

/** A kind that a number's integration has refused. It is sent as numbered text for now. */
export interface SwitchedOff {
  readonly business: string;
  readonly kind: NativeKind;
  /** When it is tried again, in epoch ms. */
  readonly until: number;
}

/** How long a refused kind is not tried, in ms. Clickatell takes days to enable a feature for an account. */
const offMs = 24 * 60 * 60 * 1000;
const kinds: readonly NativeKind[] = ['buttons', 'list', 'link'];

/** Remembers which kinds of interactive messages each integration takes. */
export class Natives {
  readonly #off: Table<{ until: number }>;
  readonly #clock: Clock;
  readonly #interactive: Interactive;

  constructor(store: Store, clock: Clock, interactive: Interactive = 'auto') {
    this.#off = new Table(store, 'natives-off', { ttlMs: 2 * offMs });
    this.#clock = clock;
    this.#interactive = interactive;
  }

  async takes(kind: NativeKind, business: string): Promise<boolean> {
    if (this.#interactive !== 'auto') return this.#interactive === 'native';
    return nativeKinds[kind].certain && (await this.#until(kind, business)) === undefined;
  }

  /** The integration did not take this kind of message, so it is not tried again for a while. */
  async refused(kind: NativeKind, business: string): Promise<void> {
    await this.#off.write(keyOf(kind, business), { until: this.#clock.now() + offMs });
  }

  async switchedOff(businesses: readonly string[]): Promise<SwitchedOff[]> {
    const pairs = businesses.flatMap((business) => kinds.map((kind) => ({ business, kind })));
    const found = pairs.map(async (pair) => ({ ...pair, until: await this.#until(pair.kind, pair.business) }));
    return (await Promise.all(found)).flatMap(({ until, ...pair }) =>
      until === undefined ? [] : [{ ...pair, until }],
    );
  }

  async #until(kind: NativeKind, business: string): Promise<number | undefined> {
    const off = await this.#off.read(keyOf(kind, business));
    const leftMs = (off?.until ?? 0) - this.#clock.now();
    // More than it can be is left of it if the clock was ahead then, and has been set since.
    return leftMs > 0 && leftMs <= offMs ? off?.until : undefined;
  }
}

function keyOf(kind: NativeKind, business: string): string {
  return `${encodeURIComponent(business)}:${kind}`;
}
