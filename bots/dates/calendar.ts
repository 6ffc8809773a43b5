import { DateTime } from 'luxon';
import { InvalidInputError } from '../../src/index.js';
import type { Language } from '../words.js';
import { isMonthFirst } from './locale.js';

/** A calendar day, as `2026-05-01`. Days can be compared as strings. */
export type Day = string;

/** Days from `from` to `to`, both included. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** The first day of days that are open at their beginning. */
export const beginning: Day = '2000-01-01';

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
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The day so many weeks, months, quarters or years later. */
export function addUnits(day: Day, count: number, unit: string): Day {
  return iso(parse(day).plus({ [unit]: count }));
}

/** The whole week, month, quarter or year of a day. */
export function wholeOf(day: Day, name: string): Days {
  const unit = (['week', 'month', 'quarter', 'year'] as const).find((each) => each === name) ?? 'day';
  return { from: iso(parse(day).startOf(unit)), to: iso(parse(day).endOf(unit)) };
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay() || 7;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

export function dayOfMonth(day: Day): number {
  return Number(day.slice(8, 10));
}

/** Whether the text is a real day, written as `2026-05-01`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parse(text).isValid;
}

/** `1 May 2026`, or `May 1, 2026` if the month comes first. */
export function showDay(day: Day, culture: string | undefined, language?: Language): string {
  return inWords(parse(day), isMonthFirst(culture) ? 'MMMM d, yyyy' : 'd MMMM yyyy', language);
}

/** `1 May` or `May 1`, if the year is clear. */
export function showShortDay(day: Day, culture: string | undefined, language?: Language): string {
  return inWords(parse(day), isMonthFirst(culture) ? 'MMM d' : 'd MMM', language);
}

/** `Fri 1 May`, to tell two weeks apart. */
export function showWeekday(day: Day, culture: string | undefined, language?: Language): string {
  return `${inWords(parse(day), 'ccc', language)} ${showShortDay(day, culture, language)}`;
}

/** In the format of luxon, with the names of the language and without the dots of its abbreviations. */
export function inWords(date: DateTime, format: string, language: Language = 'en'): string {
  return date.setLocale(language).toFormat(format).replace(/\./g, '');
}

function parse(day: Day): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}

function iso(date: DateTime): Day {
  return date.toFormat('yyyy-MM-dd');
}
