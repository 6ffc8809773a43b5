import { baseLanguage, languageKey } from './language.js';
import { slotsOf } from './slots.js';
import { flatten, takeApart } from './text.js';
/**
 * Finds the template that a text reads like: it has the same words, with something in place of every variable. Case and
 * white space do not matter. Of several templates, one in the conversation's language comes first, then utility before
 * marketing, then the one with the most characters of its own. Emphasis marks (`*`, `_`, `~`) count as letters.
 *
 * `replies` are the answers that the message offers. If there are any, only a template with the same quick replies says
 * the same.
 *
 * Takes time in proportion to the text's length and the number of templates.
 */
export function matchTemplate(text, catalog, locale, replies = []) {
    const line = lineOf(text);
    const folded = fold(line);
    const wanted = locale || catalog.defaultLanguage;
    let best;
    for (const template of catalog) {
        if (!offers(template, replies))
            continue;
        const pattern = patternOf(template);
        const values = pattern && capture(pattern, line, folded);
        if (!values)
            continue;
        // A marketing template costs more, and people can turn those off.
        const rank = 2 * languageRank(template.language, wanted) + (template.category === 'utility' ? 1 : 0);
        const { words } = pattern;
        if (best && (rank < best.rank || (rank === best.rank && words <= best.words)))
            continue;
        const parameters = Object.fromEntries(template.slots.map((slot, index) => [slot, values.get(index + 1) ?? '']));
        best = { template, parameters, rank, words };
    }
    return best && { template: best.template, parameters: best.parameters };
}
/** Whether the template shows all of these answers; none are needed if the message offers none. */
function offers({ buttons = [] }, replies) {
    if (replies.length === 0)
        return true;
    const titles = buttons.flatMap((button) => (button.type === 'quickReply' ? [fold(lineOf(button.title))] : []));
    return titles.length === replies.length && replies.every((reply) => titles.includes(fold(lineOf(reply))));
}
const patterns = new WeakMap();
function patternOf(template) {
    let pattern = patterns.get(template);
    if (!pattern) {
        pattern = canMatch(template) ? makePattern(template.body) : 'never';
        patterns.set(template, pattern);
    }
    return pattern === 'never' ? undefined : pattern;
}
/**
 * Templates with a slot in the header or in a button cannot match, because a text has no value for it. Authentication
 * templates must be asked for by name: WhatsApp writes their body, and a one-time code must never be guessed.
 */
function canMatch(template) {
    return template.category !== 'authentication' && slotsOf(template).length === template.slots.length;
}
function makePattern(body) {
    const { literals, positions } = takeApart(lineOf(body));
    const folded = literals.map(fold);
    return { literals: folded, positions, words: folded.join('').length };
}
/**
 * The values of the variables, by number. Goes through the text once, from literal to literal: the first is at the
 * start, the last at the end, and every other one at the first place that leaves something for the variable before it.
 * It never has to go back, because a later place would only leave less text for the rest.
 */
function capture({ literals, positions }, line, folded) {
    const first = literals.at(0) ?? '';
    const last = literals.at(-1) ?? '';
    const values = new Map();
    if (positions.length === 0)
        return folded === first ? values : undefined;
    if (!folded.startsWith(first) || !folded.endsWith(last))
        return undefined;
    const end = line.length - last.length;
    let from = first.length;
    for (const [index, position] of positions.entries()) {
        const next = literals[index + 1] ?? '';
        const isLast = index === positions.length - 1;
        const known = values.get(position);
        // A variable that occurs twice must have the same value each time.
        const least = from + (known?.length ?? 1);
        const to = isLast ? end : folded.indexOf(next, least);
        if (to < least || (known !== undefined && line.slice(from, to) !== known))
            return undefined;
        values.set(position, line.slice(from, to));
        from = to + next.length;
    }
    for (const [position, value] of values) {
        const visible = flatten(value);
        if (visible === '')
            return undefined;
        values.set(position, visible);
    }
    return values;
}
function languageRank(language, wanted) {
    if (languageKey(language) === languageKey(wanted))
        return 2;
    return baseLanguage(language) === baseLanguage(wanted) ? 1 : 0;
}
function lineOf(text) {
    return flatten(text.normalize('NFC'));
}
/**
 * Lower case with every character at its old offset, so that what is found here can be cut out of the original text.
 */
function fold(text) {
    return text.replace(/\p{Lu}/gu, (letter) => {
        const lower = letter.toLowerCase();
        return lower.length === letter.length ? lower : letter;
    });
}
