import { type ProviderFault } from '../clickatell/verdict.js';
/** What keeps a message from being taken: the account, the provider's pace, or that it cannot be reached. */
export type Obstacle = ProviderFault | 'outage';
/**
 * The provider certainly did not take the part, for a reason that is not the part's: it may leave later, unchanged.
 * Only used between `sending/` and `channel/`.
 */
export declare class NotTaken extends Error {
    readonly obstacle: Obstacle;
    /** When another try makes sense, at the earliest, in epoch ms. */
    readonly notBefore: number | undefined;
    constructor(obstacle: Obstacle, reason: string, options?: {
        cause?: unknown;
        notBefore?: number;
    });
}
/** The error as `NotTaken`, if it says nothing of the part itself. */
export declare function notTaken(error: unknown): NotTaken | undefined;
