import type { Choice } from './action.js';
import { withoutJoiners } from './marks.js';
import { isNear } from './near.js';

/**
 * The choice that a reply means, if it means one. In this order the reply may be a title, a number of the list
 * (`2`, `2.`, `(2)`, `２`), a whole line of it, a value that is a string, or near to one title and to no other, as
 * `isNear` has it. Case, width and spacing do not matter.
 */
export function resolveChoice<T extends Choice>(text: string, choices: readonly T[]): T | undefined {
  const reply = folded(text);
  if (reply === '') return undefined;
  const number = Number(/^\(?(\d{1,4})[.)]?$/.exec(reply)?.[1]);
  return (
    choices.find(({ title }) => folded(title) === reply) ??
    choices[number - 1] ??
    choices.find(({ title }, index) => folded(`${index + 1}. ${title}`) === reply) ??
    choices.find(({ value }) => typeof value === 'string' && folded(value) === reply) ??
    nearest(reply, choices)
  );
}

function nearest<T extends Choice>(reply: string, choices: readonly T[]): T | undefined {
  const near = choices.filter(({ title }) => isNear(reply, folded(title)));
  return near.length === 1 ? near[0] : undefined;
}

/** U+FE0F and U+20E3 make a digit a keycap emoji, which some people answer with. */
function folded(text: string): string {
  return withoutJoiners(text)
    .normalize('NFKC')
    .replace(/[\uFE0F\u20E3]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
