import type { Lease } from '../core/lease.js';
import type { Scope } from '../core/turn.js';
import type { LaneSettings } from './settings.js';
import type { Waits } from './waits.js';
/** Runs the turns of one process, each under its lease and no longer than the limit. */
export declare class Runs {
    #private;
    constructor(waits: Waits, settings: Pick<LaneSettings, 'turnLimitMs' | 'observe'>);
    /** `outer`: the scope that waits for this turn. Rejects with TurnTimeoutError once the turn has taken too long. */
    run<T>(lease: Lease, work: () => Promise<T>, outer?: Scope): Promise<T>;
    /** No more turns begin. */
    close(): void;
}
