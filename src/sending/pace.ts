import { setTimeout as wait } from 'node:timers/promises';
import type { Rate } from '../store/pacing.js';

export type { Rate };

/** How fast messages may leave. Messages above the limit wait; none is dropped. */
export interface PaceOptions {
  /** To one person. The default is WhatsApp's limit: bursts of 45, and 1 every 6 s in the long run. */
  readonly perPerson?: Rate | undefined;
  /** From one number. The default is WhatsApp's limit for most numbers: 80 a second. */
  readonly perNumber?: Rate | undefined;
}

const whatsApp = { perPerson: { burst: 45, everyMs: 6000 }, perNumber: { burst: 80, everyMs: 1000 / 80 } } as const;

/** No limit. */
export const unpaced: Required<PaceOptions> = {
  perPerson: { burst: Number.POSITIVE_INFINITY, everyMs: 0 },
  perNumber: { burst: Number.POSITIVE_INFINITY, everyMs: 0 },
};

export function ratesOf({ perPerson = whatsApp.perPerson, perNumber = whatsApp.perNumber }: PaceOptions = {}) {
  return { perPerson, perNumber };
}

/** Limits how fast messages leave. */
export interface Admission {
  /** Takes a slot for a message, in the order of the calls. Returns a promise if the message has to wait for it. */
  admit(business: string, person: string): Promise<void> | undefined;
  /** The limit for all messages from one number. */
  readonly perNumber: Rate;
  /** For how long, in ms, messages from the number have used up its rate: the burst is free again after that. */
  usedMs(business: string): number | Promise<number>;
}

/**
 * The rate limits of one process, by the generic cell rate algorithm: for each key, the time until which its burst is
 * used up. It measures durations, so it uses the process's monotonic time and not the clock, which can be moved.
 */
export class Pacer implements Admission {
  readonly #rates: Required<PaceOptions>;
  readonly #now: () => number;
  readonly #usedUntil = new Map<string, number>();
  #sweptAt = 0;

  constructor(options?: PaceOptions, now = () => performance.now()) {
    this.#rates = ratesOf(options);
    this.#now = now;
  }

  get perNumber(): Rate {
    return this.#rates.perNumber;
  }

  usedMs(business: string): number {
    const now = this.#now();
    return Math.max(0, (this.#usedUntil.get(business) ?? now) - now);
  }

  admit(business: string, person: string): Promise<void> | undefined {
    const delayMs = this.reserve(business, person);
    return delayMs > 0 ? wait(delayMs) : undefined;
  }

  /** Takes a slot for a message. Returns in how many ms it may leave. */
  reserve(business: string, person: string): number {
    const now = this.#now();
    this.#sweep(now);
    const { perPerson, perNumber } = this.#rates;
    return Math.max(this.#place(`${business}:${person}`, perPerson, now), this.#place(business, perNumber, now));
  }

  #place(key: string, { burst, everyMs }: Rate, now: number): number {
    if (everyMs === 0) return 0;
    const used = Math.max(this.#usedUntil.get(key) ?? now, now) + everyMs;
    this.#usedUntil.set(key, used);
    return Math.max(0, used - now - burst * everyMs);
  }

  /** Once a minute, forgets keys whose burst is fully available again. */
  #sweep(now: number): void {
    if (now - this.#sweptAt < 60_000) return;
    this.#sweptAt = now;
    for (const [key, used] of this.#usedUntil) if (used <= now) this.#usedUntil.delete(key);
  }
}
