import type { Choice } from './action.js';
import { folded, numberIn, unwrapped } from './answer.js';
import { isNear } from './near.js';
import { ownNumbers, withoutNumber } from './numbers.js';

/** In UTF-16 units. A longer text names no choice, and would take long to be compared. */
const longestReply = 1024;

/**
 * The choice that a reply means, if it means one. The reply may be, in this order: a title, a number of the list (see
 * `numberIn`), a whole line of it, a value that is a string or the text of a `messageBack`, one of these in brackets, quotation marks or the like, or
 * near to exactly one title (see `isNear`). All are compared in one form (see `folded`). If the titles have numbers of
 * their own (`2. Internet`), a number means one of those and never a place in the list, and a title is also understood
 * without its number.
 */
export function resolveChoice<T extends Choice>(text: string, choices: readonly T[]): T | undefined {
  const reply = text.length > longestReply ? '' : folded(text);
  if (reply === '') return undefined;
  const offered = choices.map((choice) => ({ choice, title: folded(choice.title) }));
  const own = ownNumbers(choices);
  const found =
    offered.find(({ title }) => title === reply) ??
    numbered(reply, offered, own) ??
    offered.find(({ title }, index) => `${index + 1}. ${title}` === reply) ??
    offered.find(hasValue(reply)) ??
    bare(unwrapped(reply), offered) ??
    onlyOne(offered, ({ title }) => isNear(reply, title) || isNear(reply, withoutNumber(title, own)));
  return found?.choice;
}

/** A choice, and its title as it is compared. */
interface Offered<T extends Choice> {
  readonly choice: T;
  readonly title: string;
}

function numbered<T extends Choice>(
  reply: string,
  offered: readonly Offered<T>[],
  own: readonly number[] | undefined,
): Offered<T> | undefined {
  const said = numberIn(reply);
  if (!said) return undefined;
  const { number, label } = said;
  // "Option 2" among "Option 10" and "Option 20" is a title that there is not.
  if (label !== undefined && offered.some(({ title }) => title.includes(label))) return undefined;
  return offered[own ? own.indexOf(number) : number - 1];
}

function bare<T extends Choice>(reply: string, offered: readonly Offered<T>[]): Offered<T> | undefined {
  if (reply === '') return undefined;
  return (
    offered.find(({ title }) => title === reply) ??
    onlyOne(offered, ({ title }) => unwrapped(title) === reply) ??
    offered.find(hasValue(reply))
  );
}

function hasValue(reply: string) {
  return ({ choice: { value, text } }: Offered<Choice>) =>
    [value, text].some((said) => typeof said === 'string' && folded(said) === reply);
}

function onlyOne<T>(all: readonly T[], matches: (each: T) => boolean): T | undefined {
  const found = all.filter(matches);
  return found.length === 1 ? found[0] : undefined;
}
