import { DateTime } from 'luxon';
import { dayOf, showDay, showShortDay, showWeekday, yearOf } from './calendar.js';
import { isMonthFirst } from './locale.js';
/**
 * The instant (epoch ms) of a time on a day in a zone. If the clocks go back and the time comes twice, it is the first
 * one. If they go forward and the time does not exist, it is later by as much as they go forward.
 */
export function instantOf(day, time, zone) {
    const local = DateTime.fromISO(`${day}T${time}`, { zone });
    return Math.min(...local.getPossibleOffsets().map((each) => each.toMillis()));
}
/** A person's local time: year, month (1 to 12), day, hour, minute, second. */
export function wallClock(at, zone) {
    const { year, month, day, hour, minute, second } = DateTime.fromMillis(at, { zone });
    return [year, month, day, hour, minute, second];
}
/** The beginning (epoch ms) of the day of an instant in a zone. */
export function startOfDay(at, zone) {
    return DateTime.fromMillis(at, { zone }).startOf('day').toMillis();
}
/**
 * `Wednesday 22 July at 09:00`, with the year if it is another one; `… at 9:00 AM` if the month comes first. UTC is
 * named, because it is the zone of people whose own zone is not known.
 */
export function showMoment(at, { zone, culture }, now) {
    const day = dayOf(at, zone);
    const weekday = DateTime.fromMillis(at, { zone }).toFormat('cccc', { locale: 'en' });
    const whole = showDay(day, culture);
    const date = yearOf(day) === yearOf(dayOf(now, zone)) ? whole.replace(/,? \d{4}$/, '') : whole;
    return `${weekday}${isMonthFirst(culture) ? ',' : ''} ${date} at ${showTime(at, { zone, culture })}${zone === 'UTC' ? ' UTC' : ''}`;
}
/** `Wed 22 Jul 09:00`, or `22 Jul 2027 09:00` in another year. At most 20 characters, the limit of a button. */
export function showShortMoment(at, { zone, culture }, now) {
    const day = dayOf(at, zone);
    const isThisYear = yearOf(day) === yearOf(dayOf(now, zone));
    const date = isThisYear ? showWeekday(day, culture) : `${showShortDay(day, culture)} ${yearOf(day)}`;
    return `${date} ${showTime(at, { zone, culture })}`;
}
function showTime(at, { zone, culture }) {
    return DateTime.fromMillis(at, { zone }).toFormat(isMonthFirst(culture) ? 'h:mm a' : 'HH:mm', { locale: 'en' });
}
