import type { Clock } from '../core/clock.js';
import { lastFour } from '../core/conversation.js';
import type { Observer } from '../core/observe.js';
import { NotTaken } from './notTaken.js';

/** A number whose messages wait, because the provider takes none of them. */
export interface Pause {
  readonly business: string;
  /** In epoch ms. */
  readonly since: number;
  readonly reason: string;
}

interface Paused extends Pause {
  readonly obstacle: NotTaken['obstacle'];
  /** When one message may try again, in epoch ms. */
  probeAt: number;
  delayMs: number;
}

const [firstDelayMs, longestDelayMs] = [1000, 60_000];

/**
 * The numbers whose integration takes nothing at the moment: a fault of the account, or no answer at all. Their messages
 * wait without a request, except that one tries at growing intervals of at most a minute. Other numbers go on.
 */
export class Pauses {
  readonly #clock: Clock;
  readonly #observe: Observer | undefined;
  readonly #paused = new Map<string, Paused>();
  /** How many messages of each number the provider has taken. */
  readonly #taken = new Map<string, number>();

  constructor(clock: Clock, observe: Observer | undefined) {
    this.#clock = clock;
    this.#observe = observe;
  }

  get all(): Pause[] {
    return [...this.#paused.values()].map(({ business, since, reason }) => ({ business, since, reason }));
  }

  /**
   * Lets a message try, or throws `NotTaken`. Returns a mark for `failed`.
   */
  admit(business: string): number {
    const paused = this.#paused.get(business);
    if (paused) {
      const now = this.#clock.now();
      if (now < paused.probeAt) throw new NotTaken(paused.obstacle, paused.reason, { notBefore: paused.probeAt });
      // The others wait for this one's outcome.
      paused.probeAt = now + paused.delayMs;
    }
    return this.#taken.get(business) ?? 0;
  }

  isPaused(business: string): boolean {
    return this.#paused.has(business);
  }

  /** Whether `admit` would throw. */
  isClosed(business: string): boolean {
    const paused = this.#paused.get(business);
    return paused !== undefined && this.#clock.now() < paused.probeAt;
  }

  /** A message that was admitted has not been tried: another one may in its place. */
  unused(business: string): void {
    const paused = this.#paused.get(business);
    if (paused) paused.probeAt = Math.min(paused.probeAt, this.#clock.now());
  }

  taken(business: string): void {
    this.#taken.set(business, (this.#taken.get(business) ?? 0) + 1);
    if (this.#paused.delete(business)) this.#observe?.({ kind: 'resumed', business: lastFour(business) });
  }

  /** A message that was admitted was not taken. If others were meanwhile, that is about the message after all. */
  failed(business: string, { obstacle, message: reason }: NotTaken, mark: number): void {
    const areOthersTaken = (this.#taken.get(business) ?? 0) !== mark;
    if (obstacle === 'pace' || (obstacle === 'outage' && areOthersTaken)) return;
    this.pause(business, obstacle, reason);
  }

  /** The provider takes nothing of this number. */
  pause(business: string, obstacle: NotTaken['obstacle'], reason: string): void {
    const now = this.#clock.now();
    const paused = this.#paused.get(business);
    const delayMs = paused ? Math.min(paused.delayMs * 2, longestDelayMs) : firstDelayMs;
    const { since } = paused ?? { since: now };
    this.#paused.set(business, { business, since, reason, obstacle, delayMs, probeAt: now + delayMs });
    if (!paused) this.#observe?.({ kind: 'paused', business: lastFour(business), obstacle, reason });
  }
}
