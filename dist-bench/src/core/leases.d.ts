import type { Lease } from './lease.js';
import { type Scope } from './turn.js';
/** The leases of one store whose turns run in this process. */
export declare class Leases {
    #private;
    /**
     * Runs a turn's work in the scope of its lease, and ends the lease afterwards. Rejects as soon as the lane is lost,
     * even if the work goes on. `outer` is the scope of the code that waits for this turn.
     */
    run<T>(lease: Lease, work: () => Promise<T>, outer?: Scope): Promise<T>;
    begin(lease: Lease): void;
    end(lease: Lease): void;
    /** The lease of the turn that runs in the lane now. */
    of(lane: string): Lease | undefined;
    /** The leases of turns that began before turns were tracked. */
    untracked(): Lease[];
    [Symbol.iterator](): Iterator<Lease>;
}
