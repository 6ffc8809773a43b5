import type { Clock } from '../core/clock.js';
import type { Lease } from '../core/lease.js';
import { type Ledger, type Part, type PartDraft } from './ledger.js';
/** The part may have left in an earlier run of the turn. Only used inside `sending/`. */
export declare class AlreadyLeft extends Error {
    readonly part: Part;
    constructor(part: Part);
}
/**
 * Waits for a delivery status that settles the part's outcome, until `withinMs` after the part left, but at least for a
 * few seconds. Resolves with `undefined` if none came.
 */
export declare function awaitOutcome({ id, at }: Part, ledger: Ledger, withinMs: number, clock: Clock): Promise<Part | undefined>;
/**
 * Waits until each part of a message has failed or arrived, at most `withinMs`. Resolves with the parts as they are
 * then.
 */
export declare function awaitArrivals(message: string, ledger: Ledger, withinMs: number): Promise<Part[]>;
/** Whether the person's phone has the part. */
export declare function hasArrived({ state }: Part): boolean;
/** The part as an earlier run of the turn sent it: a kind may have been switched off, or on again, since. */
export declare function asBegun(draft: PartDraft, earlier: Part | undefined): PartDraft;
/** The parts with these ids, or their fallback texts, if all of them left. */
export declare function partsThatLeft(ids: readonly string[], lease: Lease, ledger: Ledger): Promise<Part[] | undefined>;
/** The first of the parts with these ids, or of their fallback texts, that left. */
export declare function partThatLeft(ids: readonly string[], lease: Lease, ledger: Ledger): Promise<Part | undefined>;
