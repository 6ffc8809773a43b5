import { type DateContext } from './locale.js';
/** What a text says about a moment in the future. */
export type MomentReading = 
/** Epoch ms. */
{
    readonly kind: 'moment';
    readonly at: number;
}
/** It can mean several moments: ask which. Soonest first, at most three. */
 | {
    readonly kind: 'ambiguous';
    readonly readings: readonly number[];
}
/** It names a time that has passed. */
 | {
    readonly kind: 'past';
}
/** "Every Monday". */
 | {
    readonly kind: 'repeating';
}
/** It is about time, but not about one moment, as "next week". */
 | {
    readonly kind: 'unclear';
} | {
    readonly kind: 'none';
};
/** A moment in a text, and what else the text says. */
export interface MomentInText {
    readonly reading: MomentReading;
    readonly rest: string;
}
/**
 * Reads when something is to happen, as in "tomorrow at 9 to check the lamp". The future is preferred: in November, "1
 * May" is next year's. A day without a time means 9 in the morning. 7 to 12 without "am" or "pm" are in the morning or
 * noon; 1 to 6 can be in either half of the day. Only the first 160 characters are read.
 */
export declare function readMoment(said: string, context: DateContext): MomentInText;
