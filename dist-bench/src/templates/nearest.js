import { baseLanguage } from './language.js';
import { takeApart } from './text.js';
/** The longest text that is looked at, in characters. Bodies are much shorter, but a message may be anything. */
const longestText = 8192;
/**
 * The template that a text nearly reads like: it has the same words, and differs only in marks, punctuation, emoji, case
 * or accents, or the template needs more than a text can say (a file, a part of an address). For the sentence that tells
 * why a message was refused. Authentication templates are never named: they must be asked for by name.
 */
export function nearestTemplate(text, catalog, locale) {
    const said = wordsOf(text.slice(0, longestText));
    const wanted = baseLanguage(locale || catalog.defaultLanguage);
    let best;
    for (const template of catalog) {
        if (template.category === 'authentication')
            continue;
        const literals = takeApart(template.body).literals.map(wordsOf);
        if (!reads(literals, said))
            continue;
        const own = literals.reduce((sum, words) => sum + words.length, 0);
        const rank = own + (baseLanguage(template.language) === wanted ? longestText : 0);
        if (!best || rank > best.rank)
            best = { template, rank };
    }
    return best?.template;
}
/** The words, without anything that is neither letter nor digit. */
function wordsOf(text) {
    const plain = text.normalize('NFKD').replace(/[\p{M}\p{Cf}'’]/gu, '');
    return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
/** Whether the text has the template's words in their order, with at least one word for each variable. */
function reads(literals, said) {
    const [first = [], ...others] = literals;
    const last = others.pop();
    if (literals.every((words) => words.length === 0) || !isAt(first, said, 0))
        return false;
    if (last === undefined)
        return first.length === said.length;
    let from = first.length;
    for (const words of others) {
        const at = said.findIndex((_, index) => index > from && isAt(words, said, index));
        if (at < 0)
            return false;
        from = at + words.length;
    }
    const end = said.length - last.length;
    return end > from && isAt(last, said, end);
}
function isAt(words, said, index) {
    return words.every((word, offset) => said[index + offset] === word);
}
