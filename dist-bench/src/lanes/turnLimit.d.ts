import type { Lease } from '../core/lease.js';
import type { LaneSettings } from './settings.js';
/** Takes the lane from turns that last too long. All have the same limit, so one timer for the oldest is enough. */
export declare class TurnLimit {
    #private;
    constructor({ turnLimitMs, observe }: Pick<LaneSettings, 'turnLimitMs' | 'observe'>);
    begin(lease: Lease): void;
    end(lease: Lease): void;
    /** No more turns begin. Those that still run have their limit. */
    close(): void;
}
