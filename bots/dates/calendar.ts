import { DateTime } from 'luxon';
import { InvalidInputError } from '../../src/index.js';
import { isMonthFirst } from './locale.js';

/** A calendar day, as `2026-05-01`. Days can be compared as strings. */
export type Day = string;

/** Days from `from` to `to`, both included. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** The day at an instant (epoch ms) in a zone. */
export function dayOf(at: number, zone: string): Day {
  const day = DateTime.fromMillis(at, { zone }).toISODate();
  if (day === null) throw new InvalidInputError('zone', `"${zone}" is no time zone.`);
  return day;
}

/** The instant (epoch ms) so many days earlier, at the same time of day in the zone. */
export function daysBefore(at: number, zone: string, days: number): number {
  return DateTime.fromMillis(at, { zone }).minus({ days }).toMillis();
}

export function addDays(day: Day, count: number): Day {
  return iso(parse(day).plus({ days: count }));
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return parse(day).weekday;
}

export function yearOf(day: Day): number {
  return parse(day).year;
}

export function dayOfMonth(day: Day): number {
  return parse(day).day;
}

/** Whether the text is a real day, written as `2026-05-01`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parse(text).isValid;
}

/** The latest day up to `latest` that meets the condition. Looks back 900 days. */
export function newestDay(latest: Day, holds: (day: Day) => boolean): Day | undefined {
  for (let back = 0; back < 900; back++) {
    const day = addDays(latest, -back);
    if (holds(day)) return day;
  }
  return undefined;
}

/** The earliest day from `earliest` that meets the condition. Looks ahead 900 days. */
export function soonestDay(earliest: Day, holds: (day: Day) => boolean): Day | undefined {
  for (let ahead = 0; ahead < 900; ahead++) {
    const day = addDays(earliest, ahead);
    if (holds(day)) return day;
  }
  return undefined;
}

/** `1 May 2026`, or `May 1, 2026` if the month comes first. */
export function showDay(day: Day, culture: string | undefined): string {
  return parse(day).toFormat(isMonthFirst(culture) ? 'MMMM d, yyyy' : 'd MMMM yyyy', { locale: 'en' });
}

/** `1 May` or `May 1`, if the year is clear. */
export function showShortDay(day: Day, culture: string | undefined): string {
  return parse(day).toFormat(isMonthFirst(culture) ? 'MMM d' : 'd MMM', { locale: 'en' });
}

/** `Fri 1 May`, to tell two weeks apart. */
export function showWeekday(day: Day, culture: string | undefined): string {
  return `${parse(day).toFormat('ccc', { locale: 'en' })} ${showShortDay(day, culture)}`;
}

function parse(day: Day): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}

function iso(date: DateTime): Day {
  return date.toFormat('yyyy-MM-dd');
}
