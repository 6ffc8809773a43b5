import { setTimeout as wait } from 'node:timers/promises';
import pRetry from 'p-retry';
import { SendFailedError } from '../core/errors.js';
import { errors } from './wire.js';

/** The provider did not take it this time, for sure, and may the next. Never leaves this room. */
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
  try {
    const first = attempt();
    // Nearly every message leaves at the first try, and needs nothing of what comes after it.
    if (!(await first.then(() => false, isRetryLater))) return await first;
    let begun: Promise<T> | undefined = first;
    const next = () => {
      const trying = begun ?? attempt();
      begun = undefined;
      return trying;
    };
    return await pRetry(next, {
      retries,
      // p-retry's own delays have no jitter once they are at their maximum, and its `signal` would throw away what a
      // try that was under way has brought. So it counts and repeats, and the waiting is here.
      minTimeout: 0,
      shouldRetry: ({ error }) => isRetryLater(error),
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
        if (!(error instanceof RetryLater) || retriesLeft === 0) return;
        const signal = AbortSignal.any(signals);
        await wait(retryDelayMs(attemptNumber, error.code, times), undefined, { signal }).catch(() =>
          signal.throwIfAborted(),
        );
      },
    });
  } catch (error) {
    if (error instanceof RetryLater) throw new SendFailedError(error.message, { code: error.code, cause: error.cause });
    throw error;
  }
}

function isRetryLater(error: unknown): boolean {
  return error instanceof RetryLater;
}
