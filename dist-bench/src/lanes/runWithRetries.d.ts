import type { LaneSettings } from './settings.js';
export interface Retries {
    /** Called before each further try. Returns whether it is allowed. */
    readonly mayRetry: () => Promise<boolean>;
    /** Whether no further try is wanted. Waiting for the store then ends. */
    readonly isOver: () => boolean;
}
/**
 * Runs `work` until it succeeds, at most `attempts` times. Tries that fail because the store is away do not count,
 * because they say nothing about the work. A turn that took too long would do so again, and is not tried again. Resolves
 * with the last error if the work failed for good, with `undefined` if it is done, and with `false` if
 * `mayRetry` does not allow another try, or the work was left over.
 */
export declare function runWithRetries(work: () => Promise<void>, { attempts, retryDelayMs, observe }: Pick<LaneSettings, 'attempts' | 'retryDelayMs' | 'observe'>, { mayRetry, isOver }: Retries): Promise<Error | undefined | false>;
