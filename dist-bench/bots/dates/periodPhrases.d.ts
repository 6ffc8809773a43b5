import { type Day } from './calendar.js';
/**
 * The text in words that the recognizers understand as people mean them, in lower case. Measured on 1.3.2: they do not
 * know "the 5th", and take "Friday the 13th" for a Friday, "1 May last year" for this year's, a fortnight for a month
 * and a bare weekend for the coming one. If there are several texts, the person may have meant any of them.
 */
export declare function rephrase(text: string, today: Day): readonly string[];
