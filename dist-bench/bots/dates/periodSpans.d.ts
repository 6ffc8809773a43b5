import { type Day, type Days } from './calendar.js';
/** What a time expression can mean. The same words in another year or week are another reading. */
export interface Span {
    /** Where it is in the text: the first character, and the one after the last. */
    readonly start: number;
    readonly end: number;
    /** Oldest first. The reading of a period, such as "May", has all its days. */
    readonly readings: readonly Days[];
    /** Whether only weekdays were named, which every week has. */
    readonly weekly: boolean;
    /** Which end is open: "since Monday" is open at its end, "until Monday" at its beginning. */
    readonly open: 'end' | 'beginning' | undefined;
}
/** The first day of a span that is open at its beginning. */
export declare const beginning: Day;
/** The time expressions in a text. `monthFirst` decides what 05/06 is. */
export declare function findSpans(text: string, today: Day, monthFirst: boolean): readonly Span[];
/** The same days and everything after or before them, as the word says. */
export declare function opened(span: Span, word: string): Span;
