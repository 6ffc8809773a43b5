import { type Day } from './calendar.js';
import { type Locale } from './locale.js';
/** A time of day as `09:00` or `09:00:00`. */
export type TimeOfDay = string;
/**
 * The instant (epoch ms) of a time on a day in a zone. If the clocks go back and the time comes twice, it is the first
 * one. If they go forward and the time does not exist, it is later by as much as they go forward.
 */
export declare function instantOf(day: Day, time: TimeOfDay, zone: string): number;
/** A person's local time: year, month (1 to 12), day, hour, minute, second. */
export declare function wallClock(at: number, zone: string): readonly [number, number, number, number, number, number];
/** The beginning (epoch ms) of the day of an instant in a zone. */
export declare function startOfDay(at: number, zone: string): number;
/**
 * `Wednesday 22 July at 09:00`, with the year if it is another one; `… at 9:00 AM` if the month comes first. UTC is
 * named, because it is the zone of people whose own zone is not known.
 */
export declare function showMoment(at: number, { zone, culture }: Locale, now: number): string;
/** `Wed 22 Jul 09:00`, or `22 Jul 2027 09:00` in another year. At most 20 characters, the limit of a button. */
export declare function showShortMoment(at: number, { zone, culture }: Locale, now: number): string;
