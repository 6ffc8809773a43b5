import { TurnCrashedError } from '../core/errors.js';
import type { LaneSettings } from './settings.js';
import type { Slots } from './waits.js';
/** What to do with an item that an earlier process may have been running when it ended. */
export interface Rerun<T> {
    /** Notes that one more run begins, then runs the item. */
    readonly again: () => Promise<T>;
    readonly setAside: (error: TurnCrashedError) => Promise<T>;
}
/**
 * Decides whether items run again during which the process died. Their last runs come one after the other: if the
 * process dies again, only one of them has been running, and the others have not lost their last run.
 */
export declare class Reruns {
    #private;
    constructor({ mostCrashes }: Pick<LaneSettings, 'mostCrashes'>, slots: Slots);
    /** `runs`: how many runs of the item began and did not end. */
    run<T>(runs: number, { again, setAside }: Rerun<T>): Promise<T>;
}
