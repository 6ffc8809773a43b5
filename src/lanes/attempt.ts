import { setTimeout as wait } from 'node:timers/promises';
import { DamagedValueError, StoreError } from '../errors.js';
import type { LaneHandler, LaneItem } from './lane.js';
import type { LaneSettings } from './settings.js';

const slowestMs = 2000;

/**
 * Runs an item until its handler succeeds, at most so many times; tries that fail because the store is away are not
 * counted, for they say nothing of the item. Answers the last error's name for an item to be set aside, `undefined` for
 * one that is done, and `false` where `isStopping` said so between two tries.
 */
export async function attempt(
  item: LaneItem,
  handler: LaneHandler,
  { attempts, retryDelayMs, observe }: LaneSettings,
  isStopping: () => boolean,
): Promise<string | undefined | false> {
  let failures = 0;
  for (let tries = 0; ; tries += 1) {
    try {
      await handler(item);
      return undefined;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      observe?.({ kind: 'fault', where: 'lane', error });
      if (!isStoreAway(error)) failures += 1;
      if (failures >= attempts) return error.name;
      const delayMs = retryDelayMs * 2 ** Math.min(tries, 30);
      await wait(isStoreAway(error) ? Math.min(delayMs, slowestMs) : delayMs);
      if (isStopping()) return false;
    }
  }
}

function isStoreAway(error: Error): boolean {
  return error instanceof StoreError && !(error instanceof DamagedValueError);
}
