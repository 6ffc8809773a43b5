import type { Clock } from '../core/clock.js';
import type { Lanes } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { EmbeddedLanes } from './embedded.js';
import { type LaneSettings, laneSettings } from './settings.js';
import { SharedLanes } from './shared.js';

/** Opens the lanes of a store. Accepted items are as safe as the store, and are shared if the store is. */
export function openLanes({ engine }: Pick<Store, 'engine'>, clock: Clock, given: Partial<LaneSettings> = {}): Lanes {
  const settings = laneSettings(given);
  return engine.shared ? new SharedLanes(engine, clock, settings) : new EmbeddedLanes(engine, clock, settings);
}
