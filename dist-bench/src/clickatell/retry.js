import { setTimeout as wait } from 'node:timers/promises';
import { SendFailedError } from '../core/errors.js';
import { errors } from './wire.js';
/** The provider certainly did not take it this time, but may next time. It is only used inside `clickatell/`. */
export class RetryLater extends Error {
    code;
    description;
    constructor(problem, options = {}) {
        super(problem, { cause: options.cause });
        this.code = options.code;
        this.description = options.description;
    }
}
/** Clickatell documents no rates and sends no `Retry-After`. Its limits are per second. */
const rateLimitPauseMs = 1_000;
/**
 * How long to wait before another try, in ms: a random time up to a bound that doubles from `minDelayMs` to
 * `maxDelayMs` ("full jitter"), so that requests that failed together are not repeated together. After a rate limit,
 * one second is added. `failures` counts from 1.
 */
export function retryDelayMs(failures, code, { minDelayMs, maxDelayMs }, random = Math.random) {
    const pause = code === errors.rateLimit.code ? Math.min(rateLimitPauseMs, maxDelayMs) : 0;
    // More doublings would exceed any maximum, and in the end the range of numbers.
    const doubled = minDelayMs * 2 ** Math.min(failures - 1, 50);
    return pause + random() * Math.min(maxDelayMs - pause, doubled);
}
/**
 * Calls `once` again as long as it rejects with `RetryLater`. Rejects with `SendFailedError` if the tries are used up,
 * and at once with any other error. The signals end the wait between two tries, with their reason; they do not end a
 * try.
 */
export async function withRetry(once, { retries, signals = [], ...times }) {
    for (let failures = 1;; failures += 1) {
        try {
            return await once();
        }
        catch (error) {
            if (!(error instanceof RetryLater))
                throw error;
            const { message, code, description, cause } = error;
            if (failures > retries)
                throw new SendFailedError(message, { code, description, cause });
            const signal = AbortSignal.any(signals);
            await wait(retryDelayMs(failures, code, times), undefined, { signal }).catch(() => signal.throwIfAborted());
        }
    }
}
