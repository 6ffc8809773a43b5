import { type Days } from './calendar.js';
import { type DateContext } from './locale.js';
/** What a text says about days in the past. Both ends are included, and none is after today. */
export type PeriodReading = ({
    readonly kind: 'period';
} & Days)
/** It can mean several periods: ask which. Newest first, at most three. */
 | {
    readonly kind: 'ambiguous';
    readonly readings: readonly Days[];
}
/** It names days, but all of them are in the future. */
 | {
    readonly kind: 'future';
} | {
    readonly kind: 'none';
};
/**
 * Reads the days that a text asks for, as in "show transactions from 1 May to last Friday". The past is preferred,
 * because a transaction is never in the future: in January, "1 May" is last year's. Only the first 160 characters are
 * read.
 */
export declare function readPeriod(said: string, { now, zone, culture }: DateContext): PeriodReading;
/** The recognizers build their models on the first call, which takes up to a second. Call this at the start. */
export declare function warmUpDates(): void;
