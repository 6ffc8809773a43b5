/** How a person writes and reads dates, and in which zone their day begins and ends. */
export interface Locale {
    /** The culture, which decides between day first and month first; `undefined` if it is not known. */
    readonly culture: string | undefined;
    /** An IANA zone, as `Africa/Johannesburg`. */
    readonly zone: string;
}
/** What a person's words for days and times depend on. The process's own zone does not matter. */
export interface DateContext extends Locale {
    /** Epoch ms. */
    readonly now: number;
}
/**
 * How many characters of a text are read for days and times. The recognizers' time grows with more than the square of
 * the length: 4000 digits and blanks kept the process busy for half a minute.
 */
export declare const longestRead = 160;
/**
 * A person's locale: what they chose themselves (`chosen`), otherwise by the country prefix of their number. Other
 * numbers mean day first and UTC. An id that is not a number says nothing about the culture, so the bot has to ask
 * about a date such as 05/06.
 */
export declare function localeOf(person: string, chosen?: Partial<Locale>): Locale;
/** Whether 05/06 is 6 May in this culture. Only American English writes the month first. */
export declare function isMonthFirst(culture: string | undefined): boolean;
