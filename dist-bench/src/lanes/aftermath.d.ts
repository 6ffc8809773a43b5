import type { Aftermath, LaneItem, WhenSetAside } from '../store/lanes.js';
/** What the hook wants for an item that is set aside: nothing if it throws, which is reported. */
export declare function aftermathOf(hook: WhenSetAside | undefined, item: LaneItem, error: Error, fault: (thrown: unknown) => void): Required<Aftermath>;
