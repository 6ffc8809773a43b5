import { showShortMoment, startOfDay } from '../dates/localTime.js';
import { readMoment } from '../dates/moment.js';
const dayMs = 24 * 60 * 60 * 1000;
const ask = 'When shall I remind you? Say a day and a time, for example "tomorrow at 9" or "in 2 hours".';
const complaints = {
    past: `That time has passed. ${ask}`,
    repeating: `I can only remind you once, not again and again. ${ask}`,
    unclear: `I need one day and one time. ${ask}`,
    none: ask,
};
/** Reads when a reminder is due, and the rest of the text. It can be at most so many days ahead. */
export function readWhen(text, context, mostDays) {
    const { reading, rest } = readMoment(text, context);
    return { when: whenOf(reading, context, mostDays), rest };
}
/** Reads the answer to "when?". What was offered comes first, so that "5pm" is the 5pm in the question. */
export function readAnswer(text, offered, context, mostDays) {
    const chosen = chosenOf(text.trim(), offered, context);
    return chosen === undefined ? readWhen(text, context, mostDays).when : { kind: 'at', at: chosen };
}
function whenOf(reading, context, mostDays) {
    const { now } = context;
    const latest = now + mostDays * dayMs;
    const tooFar = `I can remind you at most ${mostDays} days ahead. ${ask}`;
    if (reading.kind === 'moment')
        return reading.at <= latest ? { kind: 'at', at: reading.at } : askFor(tooFar);
    if (reading.kind !== 'ambiguous')
        return askFor(complaints[reading.kind]);
    const near = reading.readings.filter((at) => at <= latest);
    const [only] = near;
    if (only === undefined)
        return askFor(tooFar);
    if (near.length === 1)
        return { kind: 'at', at: only };
    const titles = near.map((at) => showShortMoment(at, context, now));
    return { kind: 'ask', question: 'Which time do you mean?', offered: near, titles };
}
function askFor(question) {
    return { kind: 'ask', question, offered: [], titles: [] };
}
function chosenOf(text, offered, context) {
    const isTitle = (at) => showShortMoment(at, context, context.now).toLowerCase() === text.toLowerCase();
    const titled = offered.find(isTitle) ?? offered[/^[1-3]$/.test(text) ? Number(text) - 1 : -1];
    if (titled !== undefined)
        return titled;
    if (!/^(?:at )?(?:\d{1,2}(?:[:.h]\d{2})? ?(?:am|pm|h)?|noon|(?:in the )?(?:am|pm|morning|afternoon|evening))$/i.test(text))
        return undefined;
    const ofHalf = /(?:am|morning)$/i.test(text) ? 'am' : /(?:pm|afternoon|evening)$/i.test(text) ? 'pm' : undefined;
    const matching = offered.filter((at) => {
        const now = startOfDay(at, context.zone);
        const { reading } = readMoment(text, { ...context, now: now - 1 });
        if (/\d|\bnoon$/i.test(text))
            return reading.kind === 'moment' && reading.at === at;
        return ofHalf === (at - now < dayMs / 2 ? 'am' : 'pm');
    });
    return matching.length === 1 ? matching[0] : undefined;
}
