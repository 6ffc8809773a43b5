import { EmbeddedLanes } from './embedded.js';
import { laneSettings } from './settings.js';
import { SharedLanes } from './shared.js';
/** Opens the lanes of a store. Accepted items are as safe as the store, and are shared if the store is. */
export function openLanes({ engine }, clock, given = {}) {
    const settings = laneSettings(given);
    return engine.shared ? new SharedLanes(engine, clock, settings) : new EmbeddedLanes(engine, clock, settings);
}
