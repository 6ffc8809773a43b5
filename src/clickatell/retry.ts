import { setTimeout as wait } from 'node:timers/promises';
import { SendFailedError } from '../core/errors.js';
import { errors } from './wire.js';

/** The provider certainly did not take it this time, and may the next. Never leaves this room. */
export class RetryLater extends Error {
  readonly code: number | undefined;

  constructor(problem: string, options: { code?: number | undefined; cause?: unknown } = {}) {
    super(problem, { cause: options.cause });
    this.code = options.code;
  }
}

export interface RetryTimes {
  /** Tries after the first. */
  retries: number;
  minDelayMs: number;
  maxDelayMs: number;
}

/** Clickatell publishes neither its rates nor a `Retry-After`; limits are counted by the second. */
const rateLimitPauseMs = 1_000;

/**
 * How long to wait before another try, in ms: anything from nothing to a bound that doubles from `minDelayMs` up to
 * `maxDelayMs` ("full jitter"), so that what failed together does not come back together. After a rate limit, a second
 * on top of it. `failures` counts from 1.
 */
export function retryDelayMs(
  failures: number,
  code: number | undefined,
  { minDelayMs, maxDelayMs }: Pick<RetryTimes, 'minDelayMs' | 'maxDelayMs'>,
  random: () => number = Math.random,
): number {
  const pause = code === errors.rateLimit.code ? Math.min(rateLimitPauseMs, maxDelayMs) : 0;
  // Doubled more often than this it is above any maximum, and in the end no number.
  const doubled = minDelayMs * 2 ** Math.min(failures - 1, 50);
  return pause + random() * Math.min(maxDelayMs - pause, doubled);
}

/**
 * Calls `attempt` until it does not reject with a `RetryLater`. When the tries are used up: `SendFailedError`. Any
 * other error comes through at once. The signals end the waiting between two tries with their reason, never a try.
 */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  { retries, signals = [], ...times }: RetryTimes & { signals?: AbortSignal[] | undefined },
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      const { message, code, cause } = error;
      if (failures > retries) throw new SendFailedError(message, { code, cause });
      const signal = AbortSignal.any(signals);
      await wait(retryDelayMs(failures, code, times), undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}
