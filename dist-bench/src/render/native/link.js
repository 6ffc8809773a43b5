import { paragraphs, typed } from '../cards/words.js';
import { bodyOf, limits, shortened } from './fit.js';
import { inWords } from './inWords.js';
/** Longer ones may not open everywhere. */
const longestAddress = 2_000;
/** A question whose only action opens a page, as a button that opens it. */
export function linkPiece(question) {
    const [action, ...others] = question.sections.flatMap((section) => section.actions);
    if (action?.kind !== 'address' || !action.isPage || others.length > 0)
        return undefined;
    const { title, address = '' } = action;
    if (address.length > longestAddress || !/^https?:\/\//i.test(address) || !URL.canParse(address))
        return undefined;
    const shown = shortened(title, limits.buttonTitle);
    // If the title had to be shortened, the whole title is part of the body.
    const body = shown === title ? bodyOf(question) : paragraphs(question.body, question.sections[0]?.words, typed(title));
    if (body.length > limits.body)
        return undefined;
    return {
        kind: 'link',
        body,
        title: shown,
        url: address,
        text: inWords(question),
    };
}
/** A button that opens a page, as it is sent. */
export function contentOfLink({ body, title, url }) {
    return { ctaUrl: { body, title, url } };
}
