/**
 * Splits a text at its well-formed variables (`{{1}}`, `{{2}}`, …). Everything else is literal, stray braces included.
 */
export function takeApart(text) {
    const pieces = text.split(/\{\{([1-9]\d*)\}\}/);
    return {
        literals: pieces.filter((_, index) => index % 2 === 0),
        positions: pieces.filter((_, index) => index % 2 === 1).map(Number),
    };
}
/** Fills in all variables at once, so that a value may itself contain `{{2}}`. */
export function fillIn({ literals, positions }, values) {
    return literals.reduce((so, literal, index) => so + (values[(positions[index - 1] ?? 0) - 1] ?? '') + literal);
}
/** Counts code points, as WhatsApp's limits do: an emoji outside the basic plane is one, not two. */
export function countCharacters(text) {
    let count = 0;
    for (const _ of text)
        count += 1;
    return count;
}
// Zero-width joiners stay: emoji families and several scripts need them.
// Direction overrides do not: one that is left open turns round what the template says after the value.
const unwanted = /[\p{Cs}\u00AD\u200B\u202A-\u202E\u2060\u2066-\u2069\u206A-\u206F\uFEFF\uFFF9-\uFFFB]|(?![\s\u0085])\p{Cc}/gu;
const nothingToSee = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;
/**
 * The text on one line. White space of any kind and length becomes one blank; control characters, direction overrides,
 * zero-width blanks and halves of surrogate pairs are removed. A text without visible characters becomes empty.
 *
 * WhatsApp refuses a template if a value contains a new line, a tab or more than four blanks in a row.
 */
export function flatten(text) {
    const line = text
        .replace(unwanted, '')
        .replace(/[\s\u0085]+/gu, ' ')
        .trim();
    return nothingToSee.test(line) ? '' : line;
}
