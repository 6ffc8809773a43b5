import { setTimeout as wait } from 'node:timers/promises';
import type { LaneSettings } from './settings.js';
import { isStoreAway, untilStored } from './untilStored.js';

const slowestMs = 2000;

export interface Retries {
  /** Called before another try. Answers whether there may be one. */
  readonly mayRetry: () => Promise<boolean>;
  /** No further try is wanted: what waits for the store gives up. */
  readonly isOver: () => boolean;
}

/**
 * Runs `work` until it succeeds, at most `attempts` times; tries that fail because the store is away are not counted,
 * because they say nothing of the work. Answers the last error's name if the work failed for good, `undefined` if it
 * is done, and `false` if `mayRetry` does not allow another try.
 */
export async function runWithRetries(
  work: () => Promise<void>,
  { attempts, retryDelayMs, observe }: Pick<LaneSettings, 'attempts' | 'retryDelayMs' | 'observe'>,
  { mayRetry, isOver }: Retries,
): Promise<string | undefined | false> {
  let failures = 0;
  let wasAway = false;
  for (let tries = 0; ; tries += 1) {
    try {
      await work();
      return undefined;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const isAway = isStoreAway(error);
      // Every turn under way would report the same outage again and again.
      if (!isAway || !wasAway) observe?.({ kind: 'fault', where: 'lane', error });
      wasAway = isAway;
      if (!isAway) failures += 1;
      if (failures >= attempts) return error.name;
      const delayMs = retryDelayMs * 2 ** Math.min(tries, 30);
      await wait(isAway ? Math.min(delayMs, slowestMs) : delayMs);
      if (!(await untilStored(mayRetry, isOver))) return false;
    }
  }
}
