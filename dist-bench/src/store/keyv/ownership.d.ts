import type { Clock } from '../../core/clock.js';
import type { Rows } from './rows.js';
export interface OwnershipOptions {
    readonly clock: Clock;
    /** How long the store still belongs to an owner that ended without closing it, in ms. Default 15 000. */
    readonly leaseMs?: number | undefined;
    /** How long opening waits for another owner's lease to expire, in ms. Default 0: it rejects at once. */
    readonly waitMs?: number | undefined;
    /**
     * How long opening waits, in ms, before it checks whether another process has opened the store at the same time. It
     * waits some seconds longer if reading and writing one row takes more than half of that. Default 500. Use 0 for a
     * store that no other process can open at the same time.
     */
    readonly settleMs?: number | undefined;
}
/**
 * Keeps a store for one process by a lease in the store. A Keyv has no compare-and-set, so a process that writes the
 * lease waits a moment, and owns the store only if its lease is still there. This relies on the clocks of both
 * machines. It cannot stop a write that was under way when the lease expired.
 */
export declare class Ownership {
    #private;
    private constructor();
    /** Takes the store, or rejects with a StoreError that says which process has it and what to do. */
    static take(rows: Rows, options: OwnershipOptions): Promise<Ownership>;
    /**
     * Returns at once if this process owns the store. Otherwise resolves once it does again, or rejects with StoreError.
     */
    ensure(): undefined | Promise<void>;
    renew(): Promise<void>;
    /** Gives up the lease, so that the next process need not wait. */
    release(): Promise<void>;
}
