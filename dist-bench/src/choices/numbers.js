import { oneLine } from '../core/text.js';
const numberMark = /^(\d{1,4})\. (?=\D)/;
/** The numbers that a bot has given to all of its choices itself, if they all differ: `2. Internet`. */
export function ownNumbers(choices) {
    const numbers = choices.flatMap(({ title }) => {
        const [, digits] = numberMark.exec(oneLine(title)) ?? [];
        return digits === undefined ? [] : [Number(digits)];
    });
    return numbers.length === choices.length && new Set(numbers).size === numbers.length ? numbers : undefined;
}
/** A title without its number, if the choices have numbers of their own. */
export function withoutNumber(title, own) {
    return own ? title.replace(numberMark, '') : title;
}
