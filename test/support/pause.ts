import { setTimeout as wait } from 'node:timers/promises';

const [leastMs, mostMs] = [2, 25];

/**
 * The pause before a test looks again whether something has happened. It grows with how long that takes already: looking
 * is not free, and many tests wait at the same time.
 */
export function pause(waitedMs: number): Promise<void> {
  return wait(Math.min(mostMs, Math.max(leastMs, waitedMs / 10)));
}
