import { setTimeout as wait } from 'node:timers/promises';
import type { LaneHandler, LaneItem } from './lane.js';
import type { LaneSettings } from './settings.js';

/**
 * Runs an item until its handler succeeds, at most so many times. Answers the last error's name for an item to be set
 * aside, `undefined` for one that is done, and `false` where `isStopping` said so between two tries.
 */
export async function attempt(
  item: LaneItem,
  handler: LaneHandler,
  { attempts, retryDelayMs, observe }: LaneSettings,
  isStopping: () => boolean,
): Promise<string | undefined | false> {
  for (let count = 1; ; count += 1) {
    try {
      await handler(item);
      return undefined;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      observe?.({ kind: 'fault', where: 'lane', error });
      if (count >= attempts) return error.name;
      await wait(retryDelayMs * 2 ** (count - 1));
      if (isStopping()) return false;
    }
  }
}
