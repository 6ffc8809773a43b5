import { DateTime } from 'luxon';
import { addDays, type Day, dayOf, inWords, showDay, showShortDay, showWeekday, yearOf } from './calendar.js';
import { isMonthFirst, type Locale } from './locale.js';

/** Minutes since midnight. 24 * 60 is the end of the day. */
export type TimeOfDay = number;

/**
 * The instant (epoch ms) of a time on a day in a zone. If the clocks go back and the time comes twice, it is the first
 * one. If they go forward and the time does not exist, it is later by as much as they go forward.
 */
export function instantOf(day: Day, time: TimeOfDay, zone: string): number {
  const date = DateTime.fromISO(addDays(day, Math.floor(time / 1440)), { zone });
  const local = date.set({ hour: Math.floor((time % 1440) / 60), minute: time % 60 });
  return Math.min(...local.getPossibleOffsets().map((each) => each.toMillis()));
}

/** A person's local time: year, month (1 to 12), day, hour, minute, second. */
export function wallClock(at: number, zone: string): readonly [number, number, number, number, number, number] {
  const { year, month, day, hour, minute, second } = DateTime.fromMillis(at, { zone });
  return [year, month, day, hour, minute, second];
}

/** The beginning (epoch ms) of the day of an instant in a zone. */
export function startOfDay(at: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).startOf('day').toMillis();
}

/**
 * `Wednesday 22 July at 09:00`, with the year if it is another one; `… at 9:00 AM` if the month comes first. UTC is
 * named, because it is the zone of people whose own zone is not known.
 */
export function showMoment(at: number, locale: Locale, now: number): string {
  const { zone, culture, language } = locale;
  const day = dayOf(at, zone);
  const weekday = inWords(DateTime.fromMillis(at, { zone }), 'cccc', language);
  const whole = showDay(day, culture, language);
  const date = yearOf(day) === yearOf(dayOf(now, zone)) ? whole.replace(/,? \d{4}$/, '') : whole;
  const time = `${language === 'af' ? 'om' : 'at'} ${showTime(at, locale)}`;
  return `${weekday}${isMonthFirst(culture) ? ',' : ''} ${date} ${time}${zone === 'UTC' ? ' UTC' : ''}`;
}

/** `Wed 22 Jul 09:00`, or `22 Jul 2027 09:00` in another year. At most 20 characters, the limit of a button. */
export function showShortMoment(at: number, locale: Locale, now: number): string {
  const { zone, culture, language } = locale;
  const day = dayOf(at, zone);
  const isThisYear = yearOf(day) === yearOf(dayOf(now, zone));
  const date = isThisYear
    ? showWeekday(day, culture, language)
    : `${showShortDay(day, culture, language)} ${yearOf(day)}`;
  return `${date} ${showTime(at, locale)}`;
}

function showTime(at: number, { zone, culture }: Locale): string {
  return inWords(DateTime.fromMillis(at, { zone }), isMonthFirst(culture) ? 'h:mm a' : 'HH:mm');
}
