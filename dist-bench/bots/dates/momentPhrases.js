import { DateTime } from 'luxon';
import { addDays, dayOfMonth, soonestDay, weekdayOf } from './calendar.js';
import { monthWord, weekday, weekdayNumber } from './dayWords.js';
const numbers = {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    half: 0.5,
    'half a': 0.5,
    'half an': 0.5,
};
const count = `\\d{1,6}(?:[.,]\\d{1,3})?|half an?|${Object.keys(numbers)
    .filter((word) => !word.startsWith('half'))
    .join('|')}`;
const shortUnit = 'hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s';
const andMore = `(\\s+and\\s+a\\s+half)?(?:\\s*(?:and\\s+)?(\\d{1,4})\\s*(?:minutes?|mins?|m)\\b)?(?:[’']?s?\\s+time\\b)?`;
const lasting = `(${count})(\\s+and\\s+a\\s+half)?\\s*(${shortUnit})\\b${andMore}`;
const elapsed = new RegExp(`\\b(?:in|after)\\s+(?:about\\s+)?${lasting}|(?<![\\w.,])${lasting}\\s+from\\s+now\\b`, 'i');
const longUnit = 'days?|weeks?|fortnights?|months?';
const ahead = new RegExp(`\\b(?:in|after)\\s+(${count})\\s+(${longUnit})(?:[’']?s?\\s+time)?\\b|\\b(${count})\\s+(${longUnit})\\s+from\\s+(?:now|today)\\b`, 'i');
const weekdayWeek = new RegExp(`\\b(?:(?:a|one) week (?:from|on) )(${weekday})\\b|\\b(${weekday}) week\\b`, 'i');
const nextWeekday = new RegExp(`\\bnext\\s+(${weekday})\\b(?!\\s+(?:next|\\d))`, 'i');
const weekdayOrdinal = new RegExp(`\\b(${weekday}),?\\s+(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)\\b`, 'i');
const ordinal = /\bthe\s+(\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of\b|[a-z]+\s+(?:month|year)))/i;
/** A duration from now, as "in 2 hours", in ms, and where it is in the text. */
export function findElapsed(text) {
    const found = elapsed.exec(text);
    if (!found)
        return undefined;
    const groups = found.slice(1);
    const [number, half, unit, halfAfter, minutes] = groups[0] === undefined ? groups.slice(5) : groups;
    const ms = Math.round((numberOf(number) + (half || halfAfter ? 0.5 : 0)) * unitMs(unit)) + Number(minutes ?? 0) * 60_000;
    return { ms, start: found.index, end: found.index + found[0].length };
}
/**
 * The text in words that the recognizers understand as people mean them, for the future. Measured on 1.3.2: they take
 * "tmrw" for today, "in a week" for a duration and "next Friday" always for the one in next week, and they do not know
 * "Sat" or "the 5th". If there are several texts, the person may have meant any of them.
 */
export function rephraseAhead(text, today) {
    const plain = text
        .replace(/\b(?:tmrw?|tmr|tomorow|tommorow|tommorrow|2moro|2morrow)\b/gi, 'tomorrow')
        .replace(/\b(on|next|this)\s+(sat|sun)\b/gi, (_, word, day) => `${word} ${/sat/i.test(day) ? 'Saturday' : 'Sunday'}`)
        .replace(new RegExp(`\\bby\\s+(?=(?:${weekday}|tomorrow|the \\d|\\d)\\b)`, 'gi'), 'on ')
        .replace(ahead, (_, one, unit, other, otherUnit) => daysAhead(numberOf(one ?? other), unit ?? otherUnit, today))
        .replace(weekdayWeek, (_, one, other) => addDays(next(one ?? other, today), 7));
    return nextWeekdays(ordinals(plain, today), today);
}
/** "Next Friday", said on a Tuesday, is this week's for some people and next week's for others. */
function nextWeekdays(text, today) {
    const name = nextWeekday.exec(text)?.[1];
    if (!name)
        return [text];
    const coming = next(name, today);
    const days = weekdayNumber(name) > weekdayOf(today) ? [coming, addDays(coming, 7)] : [coming];
    return days.map((day) => text.replace(nextWeekday, day));
}
function ordinals(text, today) {
    if (monthWord.test(text.replace(/\bmay (?=i\b|we\b|you\b)/gi, '')))
        return text;
    return text
        .replace(weekdayOrdinal, (whole, name, number) => {
        const matches = (day) => weekdayOf(day) === weekdayNumber(name) && dayOfMonth(day) === Number(number);
        return soonestDay(today, matches) ?? whole;
    })
        .replace(ordinal, (whole, number) => {
        return soonestDay(today, (day) => dayOfMonth(day) === Number(number)) ?? whole;
    });
}
/** The next such weekday after today. */
function next(name, today) {
    return soonestDay(addDays(today, 1), (day) => weekdayOf(day) === weekdayNumber(name)) ?? today;
}
function daysAhead(amount, unit, today) {
    const whole = Math.min(Math.round(amount), 10_000);
    const from = DateTime.fromISO(today, { zone: 'utc' });
    const day = /^m/i.test(unit)
        ? from.plus({ months: Math.min(whole, 300) })
        : from.plus({ days: Math.min(whole * (/^w/i.test(unit) ? 7 : /^f/i.test(unit) ? 14 : 1), 10_000) });
    return day.toFormat('yyyy-MM-dd');
}
function unitMs(unit = '') {
    if (/^h/i.test(unit))
        return 3_600_000;
    return /^m/i.test(unit) ? 60_000 : 1000;
}
function numberOf(words = '') {
    return numbers[words.toLowerCase()] ?? Number(words.replace(',', '.'));
}
