import type { Clock } from '../core/clock.js';
import type { Lanes } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { type LaneSettings } from './settings.js';
/** Opens the lanes of a store. Accepted items are as safe as the store, and are shared if the store is. */
export declare function openLanes({ engine }: Pick<Store, 'engine'>, clock: Clock, given?: Partial<LaneSettings>): Lanes;
