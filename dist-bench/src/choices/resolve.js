import { withoutJoiners } from '../core/text.js';
import { isNear } from './near.js';
import { ownNumbers, withoutNumber } from './numbers.js';
/**
 * The choice that a reply means, if it means one. The reply may be, in this order: a title, a number of the list (`2`,
 * `2.`, `(2)`, `２`), a whole line of it, a value that is a string, or near to exactly one title (see `isNear`). Case,
 * width and spacing do not matter. If the titles have numbers of their own (`2. Internet`), a number means one of those
 * and never a place in the list, and a title is also understood without its number.
 */
export function resolveChoice(text, choices) {
    const reply = folded(text);
    if (reply === '')
        return undefined;
    const number = Number(/^\(?(\d{1,4})[.)]?$/.exec(reply)?.[1]);
    const own = ownNumbers(choices);
    return (choices.find(({ title }) => folded(title) === reply) ??
        choices[own ? own.indexOf(number) : number - 1] ??
        choices.find(({ title }, index) => folded(`${index + 1}. ${title}`) === reply) ??
        choices.find(({ value }) => typeof value === 'string' && folded(value) === reply) ??
        nearest(reply, choices, own));
}
function nearest(reply, choices, own) {
    const near = choices.filter(({ title }) => {
        const whole = folded(title);
        return isNear(reply, whole) || isNear(reply, withoutNumber(whole, own));
    });
    return near.length === 1 ? near[0] : undefined;
}
/** U+FE0F and U+20E3 turn a digit into a keycap emoji, which some people answer with. */
function folded(text) {
    return withoutJoiners(text)
        .normalize('NFKC')
        .replace(/[\uFE0F\u20E3]/g, '')
        .replace(/\s+/g, ' ')
        .trim()
        .toLowerCase();
}
