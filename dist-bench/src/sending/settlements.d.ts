import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Write } from '../core/write.js';
import type { Leaving } from '../store/lanes.js';
export interface SettlementsDeps {
    readonly leave: (messages: readonly Leaving[]) => Promise<readonly (readonly unknown[] | undefined)[]>;
    readonly observe?: Observer | undefined;
}
/**
 * What the provider answered is committed with the turn's end. A turn that goes on for long does not keep it until
 * then: a crash would leave the outcome of all its parts unknown.
 */
export declare class Settlements {
    #private;
    constructor(deps: SettlementsDeps);
    stage(lease: Lease, writes: readonly Write[]): void;
}
