import type { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';
import type { Scope } from '../core/turn.js';
import type { LaneHandler, WhenSetAside } from '../store/lanes.js';
import type { Claim, SharedMailbox } from '../store/sharedMailbox.js';
import type { LaneSettings } from './settings.js';
import type { Granted } from './sharedWorks.js';
import { Waits } from './waits.js';
/** The turns that one process runs, in the lanes that it has claimed from a shared mailbox. */
export declare class SharedTurns {
    #private;
    readonly waits: Waits;
    /** `onRoom` is called when this process can take more lanes than the turns that end make room for. */
    constructor(mailbox: SharedMailbox, leases: Leases, settings: LaneSettings, onRoom: () => void);
    /** The number of items and other work that this process has taken on. */
    get depth(): number;
    /** How many more lanes this process can run. */
    get room(): number;
    /** Whether nothing new is started. */
    get isStopping(): boolean;
    /** Whether the process no longer waits for anything. */
    get isHalted(): boolean;
    /** Begins to take lanes. */
    start(handler: LaneHandler, whenSetAside: WhenSetAside | undefined): void;
    stop(): void;
    halt(): void;
    idle(): Promise<void>;
    /** Makes a request that may give this process up to `most` lanes, and begins to run these. */
    withRoom<T extends {
        readonly claims: readonly Claim[];
    }>(most: number, ask: (room: number) => Promise<T>): Promise<T>;
    /** Runs work that is not an item once `enter` has the lane for it, if `wants` says that it is still wanted. */
    work<T>(enter: () => Promise<Granted>, wants: () => boolean, work: (lease: Lease) => Promise<T>, outer: Scope | undefined): Promise<T>;
    /** See `Possessions`. */
    renew(): Promise<void>;
    /** See `Possessions`. */
    ascertain(leases: readonly Lease[]): Promise<void>;
    /** Reports an error that no caller waits for. */
    fault(error: unknown): void;
}
