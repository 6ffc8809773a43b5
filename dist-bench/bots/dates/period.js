import { addDays, dayOf } from './calendar.js';
import { isMonthFirst, longestRead } from './locale.js';
import { rephrase } from './periodPhrases.js';
import { findSpans, opened } from './periodSpans.js';
const between = /^\s*(?:to|until|till?|through|thru|up to|and|-|–|—)\s*(?:the\s+)?$/;
const before = /\b(since|from|after|starting(?: from)?|before|until|till?|up to|to|through)\s+(?:the\s+)?$/;
/**
 * Reads the days that a text asks for, as in "show transactions from 1 May to last Friday". The past is preferred,
 * because a transaction is never in the future: in January, "1 May" is last year's. Only the first 160 characters are
 * read.
 */
export function readPeriod(said, { now, zone, culture }) {
    const text = said.replace(/\s+/g, ' ').slice(0, longestRead);
    const today = dayOf(now, zone);
    const orders = culture === undefined ? [false, true] : [isMonthFirst(culture)];
    const read = rephrase(text, today).flatMap((words) => orders.map((order) => readWords(words, today, order)));
    const known = read.filter((days) => days !== undefined);
    if (known.length === 0)
        return { kind: 'none' };
    const past = known.flat().flatMap((days) => clipped(days, today));
    const readings = past.filter((days, at) => past.findIndex((other) => isSame(other, days)) === at);
    const [only] = readings;
    if (only === undefined)
        return { kind: 'future' };
    if (readings.length === 1)
        return { kind: 'period', ...only };
    return { kind: 'ambiguous', readings: newestFirst(readings).slice(0, 3) };
}
/** The recognizers build their models on the first call, which takes up to a second. Call this at the start. */
export function warmUpDates() {
    readPeriod('yesterday', { now: 0, zone: 'UTC', culture: undefined });
}
function readWords(text, today, monthFirst) {
    const spans = findSpans(text, today, monthFirst);
    const [first, second] = spans;
    if (first === undefined)
        return undefined;
    if (second && spans.length === 2 && between.test(text.slice(first.end, second.start) + reachWord(text, second))) {
        return joined(first, second, today);
    }
    if (spans.length > 1)
        return spans.flatMap((span) => plausible(span, today));
    return withWordBefore(text, first, today);
}
/** "From May until June" is found as "May" and "until June": the word in between belongs to the second. */
function reachWord(text, span) {
    return span.open === 'beginning' ? (/^(?:until|till?)/.exec(text.slice(span.start))?.[0] ?? '') : '';
}
function joined(first, second, today) {
    return plausible(second, today).flatMap(({ to }) => {
        const from = first.readings.findLast((days) => days.from <= to)?.from;
        return from === undefined ? [] : [{ from, to }];
    });
}
function withWordBefore(text, span, today) {
    const word = before.exec(text.slice(0, span.start))?.[1];
    if (word === undefined || span.open)
        return plausible(span, today);
    const isOneDay = span.readings.every((days) => days.from === days.to);
    if (word !== 'from' || isOneDay)
        return plausible(opened(span, word), today);
    // "From last week" asks for that week. "From May" can ask for May alone, or for everything since.
    const isMonth = /^[a-z]+$/.test(text.slice(span.start, span.end));
    return isMonth ? [...plausible(span, today), ...plausible(opened(span, word), today)] : plausible(span, today);
}
/** The newest reading that has begun. Weekdays that are today or reach into the future leave two. */
function plausible({ readings, weekly, open }, today) {
    const anchor = (days) => (open === 'beginning' ? days.to : days.from);
    const begun = readings.filter((days) => anchor(days) <= today);
    const newest = begun.at(-1);
    if (newest === undefined)
        return readings.slice(0, 1);
    if (!weekly)
        return [newest];
    if (open || newest.from === newest.to)
        return begun.filter((days) => days === newest || anchor(newest) === today);
    if (newest.to <= today)
        return [newest];
    const weekBefore = { from: addDays(newest.from, -7), to: addDays(newest.to, -7) };
    return newest.from < today ? [newest, weekBefore] : [weekBefore];
}
function clipped({ from, to }, today) {
    const end = to < today ? to : today;
    return from <= end ? [{ from, to: end }] : [];
}
function isSame(one, other) {
    return one.from === other.from && one.to === other.to;
}
function newestFirst(readings) {
    return readings.toSorted((one, other) => (`${one.to}${one.from}` < `${other.to}${other.from}` ? 1 : -1));
}
