import type { Closing, WindowRecord } from '../core/conversation.js';
/** A moment before the window closes at which something is to run. */
export interface ClosingStep {
    readonly minutesBefore: number;
    /** In epoch ms. */
    readonly at: number;
}
/**
 * What is still to run before the window closes, in the order of time; some of it may be overdue. Nothing if the window
 * is not open. Pure: all that is known of earlier runs is in the record.
 */
export declare function closingSteps(minutes: readonly number[], window: WindowRecord | undefined, now: number, marginMs: number): ClosingStep[];
/**
 * What the record keeps, after `minutesBefore` has run (`undefined`: nothing more than before) and the next item is
 * scheduled for `at` (`undefined`: none is).
 */
export declare function closingAfter(window: WindowRecord, minutesBefore: number | undefined, at: number | undefined): Closing | undefined;
