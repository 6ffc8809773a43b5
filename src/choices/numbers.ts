import { asciiDigits, oneLine } from '../core/text.js';
import type { Choice } from './action.js';

const numberMark = /^\(?(\p{Nd}{1,4})[.)] (?=\P{Nd})/u;

/** The numbers that a bot has given to all of its choices itself, if they all differ: `2. Internet`, `(2) Internet`, `٢. الإنترنت`. */
export function ownNumbers(choices: readonly Choice[]): number[] | undefined {
  const numbers = choices.flatMap(({ title }) => {
    const [, digits] = numberMark.exec(oneLine(title)) ?? [];
    return digits === undefined ? [] : [Number(asciiDigits(digits))];
  });
  return numbers.length === choices.length && new Set(numbers).size === numbers.length ? numbers : undefined;
}

/** A title without its number, if the choices have numbers of their own. */
export function withoutNumber(title: string, own: readonly number[] | undefined): string {
  return own ? title.replace(numberMark, '') : title;
}
