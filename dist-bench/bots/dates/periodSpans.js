import recognizers from '@microsoft/recognizers-text-date-time';
import { z } from 'zod';
import { addDays } from './calendar.js';
/** The first day of a span that is open at its beginning. */
export const beginning = '2000-01-01';
const resolution = z.object({
    values: z.array(z.object({
        timex: z.string().default(''),
        type: z.string(),
        value: z.string().optional(),
        start: z.string().optional(),
        end: z.string().optional(),
    })),
});
const modifier = /^(since|after|from|starting(?: from)?|before|until|till?|up to|through)\s+/;
/** The time expressions in a text. `monthFirst` decides what 05/06 is. */
export function findSpans(text, today, monthFirst) {
    const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
    // The recognizers use the process's zone. Noon exists there on every day, and is far from the days before and after.
    const noon = new Date(year, month - 1, day, 12);
    const found = recognizers.recognizeDateTime(text, monthFirst ? 'en-us' : 'en-gb', undefined, noon);
    return found.flatMap((entity) => {
        const parsed = resolution.safeParse(entity.resolution);
        if (!parsed.success || isPieceOfNumber(text, entity))
            return [];
        const place = { start: entity.start, end: entity.end + 1 };
        const word = modifier.exec(entity.text)?.[1];
        if (word !== undefined && parsed.data.values.some((value) => !value.start || !value.end)) {
            const [inner] = findSpans(entity.text.replace(modifier, ''), today, monthFirst);
            return inner ? [{ ...opened(inner, word), ...place }] : [];
        }
        const weekly = parsed.data.values.some((value) => value.timex.includes('XXXX-WXX'));
        const readings = parsed.data.values.flatMap((value) => daysOf(value, entity.text, today));
        return readings.length > 0 ? [{ ...place, readings, weekly, open: undefined }] : [];
    });
}
/** The same days and everything after or before them, as the word says. */
export function opened(span, word) {
    const map = (change) => span.readings.map(change);
    if (word === 'before') {
        return { ...span, open: 'beginning', readings: map(({ from }) => ({ from: beginning, to: addDays(from, -1) })) };
    }
    if (word === 'after') {
        return { ...span, open: 'end', readings: map(({ to }) => ({ from: addDays(to, 1), to: '9999-12-31' })) };
    }
    if (/^(since|from|starting)/.test(word)) {
        return { ...span, open: 'end', readings: map(({ from }) => ({ from, to: '9999-12-31' })) };
    }
    return { ...span, open: 'beginning', readings: map(({ to }) => ({ from: beginning, to })) };
}
function daysOf(value, text, today) {
    if (value.type === 'duration')
        return lastingUntilToday(value.timex, today);
    if (value.start && value.end) {
        const from = value.start.slice(0, 10);
        const to = value.end.slice(0, 10);
        if (from > to)
            return turnOfYear({ from, to }, text);
        return [{ from, to: endIsIncluded(value, text, to === today) ? to : addDays(to, -1) }];
    }
    const day = value.value?.slice(0, 10) ?? '';
    return /^\d{4}-/.test(day) ? [{ from: day, to: day }] : [];
}
/**
 * Whether the recognizers' end is a day that the person named. "From 1 to 5 May" ends with the 5th, and days counted
 * back from now end with today. Weeks, months, quarters and years end with the first day after them.
 */
function endIsIncluded({ timex }, text, isToday) {
    if (/^\(.*P-?T?\d+[DH]\)$/.test(timex))
        return true;
    if (!isToday)
        return /T\w+$/.test(timex);
    return text.includes('to date') || (timex.startsWith('(') && !/quarter|\bq\d/.test(text)) || /T\w+$/.test(timex);
}
/** Gives both ends of "From 1 May to 2026-01-09" one year. Two ends in the wrong order within a month are a mistake. */
function turnOfYear({ from, to }, text) {
    const isYearWritten = /\d{4}/.test(text.split(/\b(?:to|and|until|till?)\b/)[0] ?? '');
    if (isYearWritten || from.slice(5, 7) === to.slice(5, 7))
        return [];
    return [{ from: `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`, to }];
}
/** "Two weeks", as an answer to the question about the period, are the two weeks until today. */
function lastingUntilToday(timex, today) {
    const [, count, unit] = /^P(\d+)([DWMY])$/.exec(timex) ?? [];
    const days = { D: 1, W: 7, M: 30, Y: 365 }[unit ?? ''];
    return days === undefined ? [] : [{ from: addDays(today, -days * Number(count)), to: today }];
}
/** Nobody asks for a year by writing 13/13/2026. */
function isPieceOfNumber(text, entity) {
    return /^\d/.test(entity.text) && /\d\s*[/.-]?\s*$/.test(text.slice(0, entity.start));
}
