import { setTimeout as wait } from 'node:timers/promises';
import type { Rate } from '../store/pacing.js';

export type { Rate };

/** How fast messages may leave. What is too fast waits; nothing is dropped. */
export interface PaceOptions {
  /** To one person. WhatsApp's limit, and the default: bursts of 45, 1 every 6 s in the long run. */
  readonly perPerson?: Rate | undefined;
  /** From one number. WhatsApp's limit for most, and the default: 80 a second. */
  readonly perNumber?: Rate | undefined;
}

const whatsApp = { perPerson: { burst: 45, everyMs: 6000 }, perNumber: { burst: 80, everyMs: 1000 / 80 } } as const;

/** As fast as it goes. */
export const unpaced: Required<PaceOptions> = {
  perPerson: { burst: Number.POSITIVE_INFINITY, everyMs: 0 },
  perNumber: { burst: Number.POSITIVE_INFINITY, everyMs: 0 },
};

export function ratesOf({ perPerson = whatsApp.perPerson, perNumber = whatsApp.perNumber }: PaceOptions = {}) {
  return { perPerson, perNumber };
}

/** Lets messages leave at a pace. */
export interface Admission {
  /** Takes a place for a message; a promise if it has to wait until it may leave. Places go in the order of the calls. */
  admit(business: string, person: string): Promise<void> | undefined;
}

/**
 * Keeps the paces of one process, by the generic cell rate algorithm: per key, the time at which a burst would be used
 * up. It measures durations, so it goes by the process's own steady time and not by the clock that can be moved.
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

  admit(business: string, person: string): Promise<void> | undefined {
    const delayMs = this.reserve(business, person);
    return delayMs > 0 ? wait(delayMs) : undefined;
  }

  /** Takes a place for a message; answers in how many ms it may leave. */
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

  /** Forgets, once a minute, whoever has their whole burst again. */
  #sweep(now: number): void {
    if (now - this.#sweptAt < 60_000) return;
    this.#sweptAt = now;
    for (const [key, used] of this.#usedUntil) if (used <= now) this.#usedUntil.delete(key);
  }
}
