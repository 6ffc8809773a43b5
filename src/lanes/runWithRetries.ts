import { setTimeout as wait } from 'node:timers/promises';
import { GivenUpError, TurnTimeoutError } from '../core/errors.js';
import { LeftOver } from './leftOver.js';
import type { LaneSettings } from './settings.js';
import { isStoreAway, untilStored } from './untilStored.js';

const slowestMs = 2000;

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
export async function runWithRetries(
  work: () => Promise<void>,
  { attempts, retryDelayMs, observe }: Pick<LaneSettings, 'attempts' | 'retryDelayMs' | 'observe'>,
  { mayRetry, isOver }: Retries,
): Promise<Error | undefined | false> {
  let failures = 0;
  let wasAway = false;
  for (let tries = 0; ; tries += 1) {
    try {
      await work();
      return undefined;
    } catch (thrown) {
      if (thrown instanceof LeftOver) return false;
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const isAway = isStoreAway(error);
      // An outage is reported once per turn and not at every try.
      if (!isAway || !wasAway) observe?.({ kind: 'fault', where: 'lane', error });
      wasAway = isAway;
      if (error instanceof GivenUpError) return error;
      if (!isAway) failures += 1;
      if (failures >= attempts || error instanceof TurnTimeoutError) return error;
      const delayMs = retryDelayMs * 2 ** Math.min(tries, 30);
      await wait(isAway ? Math.min(delayMs, slowestMs) : delayMs);
      if (!(await untilStored(mayRetry, isOver))) return false;
    }
  }
}
