import { setTimeout as wait } from 'node:timers/promises';
import { DamagedValueError, StoreError } from '../core/errors.js';
import type { LaneHandler, LaneItem } from '../store/lanes.js';
import type { LaneSettings } from './settings.js';

const slowestMs = 2000;
const askAgainMs = 250;

/**
 * Runs an item until its handler succeeds, at most so many times; tries that fail because the store is away are not
 * counted, for they say nothing of the item. Answers the last error's name for an item to be set aside, `undefined` for
 * one that is done, and `false` where `mayRetry` does not allow another try.
 */
export async function attempt(
  item: LaneItem,
  handler: LaneHandler,
  { attempts, retryDelayMs, observe }: LaneSettings,
  mayRetry: () => Promise<boolean>,
): Promise<string | undefined | false> {
  let failures = 0;
  let wasAway = false;
  for (let tries = 0; ; tries += 1) {
    try {
      await handler(item);
      return undefined;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const isAway = isStoreAway(error);
      // That the store is away is told once: every turn under way would else tell it again and again.
      if (!isAway || !wasAway) observe?.({ kind: 'fault', where: 'lane', error });
      wasAway = isAway;
      if (!isAway) failures += 1;
      if (failures >= attempts) return error.name;
      const delayMs = retryDelayMs * 2 ** Math.min(tries, 30);
      await wait(isAway ? Math.min(delayMs, slowestMs) : delayMs);
      if (!(await onceBack(mayRetry))) return false;
    }
  }
}

/** What the question comes to, once the store that has to be asked is there. */
async function onceBack(question: () => Promise<boolean>): Promise<boolean> {
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof Error && isStoreAway(error))) throw error;
      await wait(askAgainMs);
    }
  }
}

function isStoreAway(error: Error): boolean {
  return error instanceof StoreError && !(error instanceof DamagedValueError);
}
