import type { Clock } from '../core/clock.js';
import type { Store } from './store.js';
import { Table } from './table.js';

/** How long it is not tried again, in ms. Clickatell takes days to enable a feature for an account. */
const offMs = 24 * 60 * 60 * 1000;

/** Remembers for a day what the integration of a number does not take, in the store, and so for all processes. */
export class OffForNow<What extends string> {
  readonly #off: Table<{ until: number }>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#off = new Table(store, 'natives-off', { ttlMs: 2 * offMs });
    this.#clock = clock;
  }

  /** It is not tried again for a day. Resolves with the end of that, in epoch ms. */
  async switchOff(what: What, business: string): Promise<number> {
    const until = this.#clock.now() + offMs;
    await this.#off.write(keyOf(what, business), { until });
    return until;
  }

  /** When it is tried again, in epoch ms; `undefined` if it is not off. */
  async until(what: What, business: string): Promise<number | undefined> {
    const off = await this.#off.read(keyOf(what, business));
    const leftMs = (off?.until ?? 0) - this.#clock.now();
    // More than it can be is left of it if the clock was ahead then, and has been set since.
    return leftMs > 0 && leftMs <= offMs ? off?.until : undefined;
  }

  /** All that is off, of these. */
  async all<W extends What>(
    whats: readonly W[],
    businesses: readonly string[],
  ): Promise<{ business: string; kind: W; until: number }[]> {
    const pairs = businesses.flatMap((business) => whats.map((kind) => ({ business, kind })));
    const found = pairs.map(async (pair) => ({ ...pair, until: await this.until(pair.kind, pair.business) }));
    return (await Promise.all(found)).flatMap(({ until, ...pair }) =>
      until === undefined ? [] : [{ ...pair, until }],
    );
  }
}

function keyOf(what: string, business: string): string {
  return `${encodeURIComponent(business)}:${what}`;
}
