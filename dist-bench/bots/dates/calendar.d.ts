/** A calendar day, as `2026-05-01`. Days can be compared as strings. */
export type Day = string;
/** Days from `from` to `to`, both included. */
export interface Days {
    readonly from: Day;
    readonly to: Day;
}
/** The day at an instant (epoch ms) in a zone. */
export declare function dayOf(at: number, zone: string): Day;
/** The instant (epoch ms) so many days earlier, at the same time of day in the zone. */
export declare function daysBefore(at: number, zone: string, days: number): number;
export declare function addDays(day: Day, count: number): Day;
/** 1 for Monday to 7 for Sunday. */
export declare function weekdayOf(day: Day): number;
export declare function yearOf(day: Day): number;
export declare function dayOfMonth(day: Day): number;
/** Whether the text is a real day, written as `2026-05-01`. */
export declare function isDay(text: string): boolean;
/** The latest day up to `latest` that meets the condition. Looks back 900 days. */
export declare function newestDay(latest: Day, holds: (day: Day) => boolean): Day | undefined;
/** The earliest day from `earliest` that meets the condition. Looks ahead 900 days. */
export declare function soonestDay(earliest: Day, holds: (day: Day) => boolean): Day | undefined;
/** `1 May 2026`, or `May 1, 2026` if the month comes first. */
export declare function showDay(day: Day, culture: string | undefined): string;
/** `1 May` or `May 1`, if the year is clear. */
export declare function showShortDay(day: Day, culture: string | undefined): string;
/** `Fri 1 May`, to tell two weeks apart. */
export declare function showWeekday(day: Day, culture: string | undefined): string;
