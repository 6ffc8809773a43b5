import type { Clock } from '../core/clock.js';
import type { Lanes } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { EmbeddedLanes } from './embedded.js';
import type { LaneSettings } from './settings.js';

/** The lanes that go with a store: what is accepted is as safe as the store is, and shared if the store is. */
export function openLanes(
  { engine }: Pick<Store, 'engine'>,
  clock: Clock,
  settings: Partial<LaneSettings> = {},
): Lanes {
  if (engine.shared) throw new Error('not merged yet');
  return new EmbeddedLanes(engine, clock, settings);
}
