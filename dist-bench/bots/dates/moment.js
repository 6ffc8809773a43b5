import { dayOf } from './calendar.js';
import { isMonthFirst, longestRead } from './locale.js';
import { findElapsed, rephraseAhead } from './momentPhrases.js';
import { findMoments } from './momentTimes.js';
/**
 * Reads when something is to happen, as in "tomorrow at 9 to check the lamp". The future is preferred: in November, "1
 * May" is next year's. A day without a time means 9 in the morning. 7 to 12 without "am" or "pm" are in the morning or
 * noon; 1 to 6 can be in either half of the day. Only the first 160 characters are read.
 */
export function readMoment(said, context) {
    const whole = said.replace(/\s+/g, ' ').trim();
    const { reading, rest } = readShort(whole.slice(0, longestRead), context);
    return { reading, rest: rest + whole.slice(longestRead) };
}
function readShort(said, context) {
    const text = said.replace(/\b(in|after)\s+(\d{1,2})h(\d{2})\b/gi, '$1 $2 hours $3 minutes');
    const elapsed = findElapsed(text);
    if (elapsed) {
        const { ms, start, end } = elapsed;
        return { reading: readingOf({ moments: [context.now + ms] }, context.now), rest: without(text, [[start, end]]) };
    }
    if (/\bago\b/i.test(text))
        return { reading: { kind: 'past' }, rest: text };
    const orders = context.culture === undefined ? [false, true] : [isMonthFirst(context.culture)];
    const phrases = rephraseAhead(text, dayOf(context.now, context.zone));
    const all = phrases.flatMap((phrase) => orders.map((order) => ({ phrase, ...findMoments(phrase, context, order) })));
    const [first] = all;
    const rest = first ? without(first.phrase, first.places) : text;
    const told = all.filter(({ moments }) => moments.length > 0);
    const found = told.length > 0 ? { moments: told.flatMap(({ moments }) => moments) } : (first ?? { moments: [] });
    return { reading: readingOf(found, context.now), rest };
}
function readingOf({ moments, problem = 'none' }, now) {
    const future = [...new Set(moments.filter((at) => at > now))].sort((one, other) => one - other);
    const [only] = future;
    if (only === undefined)
        return { kind: moments.length > 0 ? 'past' : problem };
    return future.length === 1 ? { kind: 'moment', at: only } : { kind: 'ambiguous', readings: future.slice(0, 3) };
}
/** The text without the words at these places and the prepositions before them. */
function without(text, places) {
    const ascending = [...places].sort(([one], [other]) => one - other);
    let kept = '';
    let from = 0;
    for (const [start, end] of ascending) {
        kept += `${text.slice(from, start).replace(/\b(?:(?:on|at|by|for|from|this|due|before|or|and)\s+(?:the\s+)?)+$/i, '')} `;
        from = end;
    }
    return (kept + text.slice(from)).replace(/\s+/g, ' ').trim();
}
