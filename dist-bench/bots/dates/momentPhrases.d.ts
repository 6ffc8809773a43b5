import { type Day } from './calendar.js';
/** A duration from now, as "in 2 hours", in ms, and where it is in the text. */
export declare function findElapsed(text: string): {
    ms: number;
    start: number;
    end: number;
} | undefined;
/**
 * The text in words that the recognizers understand as people mean them, for the future. Measured on 1.3.2: they take
 * "tmrw" for today, "in a week" for a duration and "next Friday" always for the one in next week, and they do not know
 * "Sat" or "the 5th". If there are several texts, the person may have meant any of them.
 */
export declare function rephraseAhead(text: string, today: Day): readonly string[];
