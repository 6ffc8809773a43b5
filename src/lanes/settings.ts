import type { Observer } from '../core/observe.js';

/** How turns run: how many at once, for how long, and how often a failed one is tried. */
export interface LaneSettings {
  /**
   * How many lanes one process runs at once. Default 256: most turns wait for the provider and use no CPU. A turn that
   * waits for another lane does not count.
   */
  readonly concurrency: number;
  /** How often an item whose handler fails is run before it becomes a dead letter. Default 5. */
  readonly attempts: number;
  /** The delay before the second try of an item, in ms; doubled each time. Default 200. */
  readonly retryDelayMs: number;
  /**
   * How long a turn may take, in ms, with what it waits for. Then its lane goes on without it: its sends and writes are
   * refused with TurnTimeoutError, its signal is aborted, and it becomes a dead letter. Default 300 000; Infinity for
   * no limit.
   */
  readonly turnLimitMs: number;
  /**
   * How often the process may have died while an item ran before the item becomes a dead letter. Default 3, at least 2:
   * whether the process died during an item's first run or right before it is not known.
   */
  readonly mostCrashes: number;
  /**
   * Redis only: after how long the lanes of a process that does not answer are taken over, in ms. Default 10 000. Those
   * of a process whose connections are closed, as after a kill, are taken over within about 3 s.
   */
  readonly takeOverMs: number;
  readonly observe: Observer | undefined;
}

export function laneSettings(given: Partial<LaneSettings> = {}): LaneSettings {
  const { concurrency = 256, attempts = 5, retryDelayMs = 200, takeOverMs = 10_000, observe } = given;
  const { turnLimitMs = 5 * 60_000, mostCrashes = 3 } = given;
  return {
    ...{ concurrency, attempts, retryDelayMs, turnLimitMs, takeOverMs, observe },
    mostCrashes: Math.max(2, mostCrashes),
  };
}
