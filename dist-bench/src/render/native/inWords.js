import { ownNumbers, withoutNumber } from '../../choices/numbers.js';
import { oneLine } from '../../core/text.js';
import { addressLine, choicesAmong } from '../cards/block.js';
import { bold, lines, paragraphs, typed } from '../cards/words.js';
/** A question as text: its choices numbered, its addresses below them. */
export function inWords({ body, sections, first }) {
    let number = first;
    const blocks = sections.map(({ title, words, actions }) => {
        const choices = choicesAmong(actions);
        const list = numberedList(choices, number);
        number += choices.length;
        const addresses = actions.flatMap((action) => (action.kind === 'address' ? [typed(addressLine(action))] : []));
        return lines(words ?? (title && bold(title)), list, ...addresses);
    });
    return paragraphs(body, ...blocks);
}
/**
 * The choices as lines that a person can answer with a number: `1. Balance`. If all titles have numbers of their own,
 * those are used instead. Titles are shown as they are typed.
 *
 * @param first the number of the first choice.
 */
export function numberedList(choices, first = 1) {
    const own = ownNumbers(choices);
    return choices
        .map(({ title }, index) => `${own?.[index] ?? first + index}. ${typed(withoutNumber(oneLine(title), own))}`)
        .join('\n');
}
