import { choicesAmong } from '../cards/block.js';
import { ownWords, paragraphs } from '../cards/words.js';
/** WhatsApp's limits, in UTF-16 units. */
export const limits = {
    text: 4096,
    body: 1024,
    buttons: 3,
    buttonTitle: 20,
    buttonId: 256,
    rows: 10,
    rowTitle: 24,
    rowDescription: 72,
    rowId: 200,
    sectionTitle: 24,
};
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** The text, shortened with an ellipsis if it has more than `limit` UTF-16 units. */
export function shortened(text, limit) {
    if (text.length <= limit)
        return text;
    const window = text.slice(0, limit);
    const cluster = graphemes.segment(text.slice(0, limit + 64)).containing(limit - 1);
    const whole = window.slice(0, cluster?.index ?? 0).trimEnd();
    // A cluster that is longer than the limit is cut, but not inside a character.
    return `${whole === '' ? window.slice(0, -1).replace(/[\uD800-\uDBFF]$/, '') : whole}…`;
}
/** The text above the buttons or the list. */
export function bodyOf({ body, sections }) {
    return paragraphs(body, ...sections.map(({ words }) => words)) || ownWords.body;
}
/** The choices of a question, if it has only choices. */
export function onlyChoices({ sections }) {
    const actions = sections.flatMap((section) => section.actions);
    const choices = choicesAmong(actions);
    return choices.length > 0 && choices.length === actions.length ? choices : undefined;
}
export function areDistinct(values) {
    return new Set(values).size === values.length;
}
/** The ids of a message's choices, in order. */
export function idsOf(offers, limit, idFor) {
    const seen = new Set();
    return offers.map(({ choice }, index) => {
        const meaning = JSON.stringify([choice.type, choice.value, choice.text]);
        const isKnown = seen.has(meaning);
        seen.add(meaning);
        return isKnown ? idFor(choice, limit, index) : idFor(choice, limit);
    });
}
