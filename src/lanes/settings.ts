import type { Observer } from '../core/observe.js';

export interface LaneSettings {
  /** How many lanes one process runs at once. Default 256: most turns wait for the provider and use no CPU. */
  readonly concurrency: number;
  /** How often an item whose handler fails is run before it becomes a dead letter. Default 5. */
  readonly attempts: number;
  /** The delay before the second try of an item, in ms; doubled each time. Default 200. */
  readonly retryDelayMs: number;
  /**
   * Redis only: after how long the lanes of a process that does not answer are taken over, in ms. Default 10 000. Those
   * of a process whose connections are closed, as after a kill, are taken over within about 3 s.
   */
  readonly takeOverMs: number;
  readonly observe: Observer | undefined;
}

export function laneSettings(given: Partial<LaneSettings> = {}): LaneSettings {
  const { concurrency = 256, attempts = 5, retryDelayMs = 200, takeOverMs = 10_000, observe } = given;
  return { concurrency, attempts, retryDelayMs, takeOverMs, observe };
}
