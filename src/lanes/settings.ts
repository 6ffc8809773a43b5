import type { Observer } from '../core/observe.js';

export interface LaneSettings {
  /** How many lanes one process runs at once. Default 256: most turns wait for the provider, not for the processor. */
  readonly concurrency: number;
  /** How often an item whose handler failed is run before it is set aside. Default 5. */
  readonly attempts: number;
  /** Before the second try of an item, in ms; doubled each time. Default 200. */
  readonly retryDelayMs: number;
  /** With Redis: after how long the lanes of a process that died are taken over, in ms. Default 10 000. */
  readonly takeOverMs: number;
  readonly observe: Observer | undefined;
}

export function laneSettings(given: Partial<LaneSettings> = {}): LaneSettings {
  const { concurrency = 256, attempts = 5, retryDelayMs = 200, takeOverMs = 10_000, observe } = given;
  return { concurrency, attempts, retryDelayMs, takeOverMs, observe };
}
