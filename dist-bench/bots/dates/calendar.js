import { DateTime } from 'luxon';
import { InvalidInputError } from '../../src/index.js';
import { isMonthFirst } from './locale.js';
/** The day at an instant (epoch ms) in a zone. */
export function dayOf(at, zone) {
    const day = DateTime.fromMillis(at, { zone }).toISODate();
    if (day === null)
        throw new InvalidInputError('zone', `"${zone}" is no time zone.`);
    return day;
}
/** The instant (epoch ms) so many days earlier, at the same time of day in the zone. */
export function daysBefore(at, zone, days) {
    return DateTime.fromMillis(at, { zone }).minus({ days }).toMillis();
}
export function addDays(day, count) {
    return iso(parse(day).plus({ days: count }));
}
/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day) {
    return parse(day).weekday;
}
export function yearOf(day) {
    return parse(day).year;
}
export function dayOfMonth(day) {
    return parse(day).day;
}
/** Whether the text is a real day, written as `2026-05-01`. */
export function isDay(text) {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && parse(text).isValid;
}
/** The latest day up to `latest` that meets the condition. Looks back 900 days. */
export function newestDay(latest, holds) {
    for (let back = 0; back < 900; back++) {
        const day = addDays(latest, -back);
        if (holds(day))
            return day;
    }
    return undefined;
}
/** The earliest day from `earliest` that meets the condition. Looks ahead 900 days. */
export function soonestDay(earliest, holds) {
    for (let ahead = 0; ahead < 900; ahead++) {
        const day = addDays(earliest, ahead);
        if (holds(day))
            return day;
    }
    return undefined;
}
/** `1 May 2026`, or `May 1, 2026` if the month comes first. */
export function showDay(day, culture) {
    return parse(day).toFormat(isMonthFirst(culture) ? 'MMMM d, yyyy' : 'd MMMM yyyy', { locale: 'en' });
}
/** `1 May` or `May 1`, if the year is clear. */
export function showShortDay(day, culture) {
    return parse(day).toFormat(isMonthFirst(culture) ? 'MMM d' : 'd MMM', { locale: 'en' });
}
/** `Fri 1 May`, to tell two weeks apart. */
export function showWeekday(day, culture) {
    return `${parse(day).toFormat('ccc', { locale: 'en' })} ${showShortDay(day, culture)}`;
}
function parse(day) {
    return DateTime.fromISO(day, { zone: 'utc' });
}
function iso(date) {
    return date.toFormat('yyyy-MM-dd');
}
