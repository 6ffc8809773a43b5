/** The provider certainly did not take it this time, but may next time. It is only used inside `clickatell/`. */
export declare class RetryLater extends Error {
    readonly code: number | undefined;
    readonly description: string | undefined;
    constructor(problem: string, options?: {
        code?: number | undefined;
        description?: string | undefined;
        cause?: unknown;
    });
}
export interface RetryTimes {
    /** Tries after the first. */
    retries: number;
    minDelayMs: number;
    maxDelayMs: number;
}
/**
 * How long to wait before another try, in ms: a random time up to a bound that doubles from `minDelayMs` to
 * `maxDelayMs` ("full jitter"), so that requests that failed together are not repeated together. After a rate limit,
 * one second is added. `failures` counts from 1.
 */
export declare function retryDelayMs(failures: number, code: number | undefined, { minDelayMs, maxDelayMs }: Pick<RetryTimes, 'minDelayMs' | 'maxDelayMs'>, random?: () => number): number;
/**
 * Calls `once` again as long as it rejects with `RetryLater`. Rejects with `SendFailedError` if the tries are used up,
 * and at once with any other error. The signals end the wait between two tries, with their reason; they do not end a
 * try.
 */
export declare function withRetry<T>(once: () => Promise<T>, { retries, signals, ...times }: RetryTimes & {
    signals?: AbortSignal[] | undefined;
}): Promise<T>;
