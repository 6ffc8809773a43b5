import { setTimeout as wait } from 'node:timers/promises';
import type { Pacing, Rate } from '../store/pacing.js';
import { type Admission, type PaceOptions, ratesOf } from './pace.js';

interface Waiting {
  readonly business: string;
  readonly person: string;
  readonly resolve: (delayMs: number) => void;
  readonly reject: (error: unknown) => void;
}

/** The rate limits of all processes that share a store. Messages of one turn of the event loop share one request. */
export class SharedPacer implements Admission {
  readonly #pacing: Pacing;
  readonly #rates: Required<PaceOptions>;
  #waiting: Waiting[] = [];

  constructor(pacing: Pacing, options?: PaceOptions) {
    this.#pacing = pacing;
    this.#rates = ratesOf(options);
  }

  get perNumber(): Rate {
    return this.#rates.perNumber;
  }

  usedMs(business: string): number | Promise<number> {
    return this.#rates.perNumber.everyMs === 0 ? 0 : this.#pacing.usedMs(business);
  }

  admit(business: string, person: string): Promise<void> | undefined {
    const { perPerson, perNumber } = this.#rates;
    if (perPerson.everyMs === 0 && perNumber.everyMs === 0) return undefined;
    return this.#delayOf(business, person).then((delayMs) => (delayMs > 0 ? wait(delayMs) : undefined));
  }

  #delayOf(business: string, person: string): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => void this.#ask());
      this.#waiting.push({ business, person, resolve, reject });
    });
  }

  async #ask(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const delays = await this.#pacing.reserve(waiting, this.#rates);
      for (const [at, { resolve }] of waiting.entries()) resolve(delays[at] ?? 0);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
