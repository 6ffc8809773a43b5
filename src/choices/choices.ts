import type { Activity } from '../core/activity.js';
import { questionsOf } from '../render/cards/activity.js';
import type { Action } from '../render/cards/block.js';
import { oneLine, typed } from '../render/cards/words.js';
import type { Choice } from './action.js';

export type { Choice } from './action.js';

/**
 * What can be answered to an activity, in the order in which it is numbered: the buttons of its cards, then its
 * suggested actions. Whatever has not the right form, or nothing to show, is left out, and so is what opens an address.
 */
export function choicesOf(activity: Activity): Choice[] {
  const sections = questionsOf(activity).flatMap((question) => question.sections);
  return sections.flatMap(({ actions }) => choicesAmong(actions));
}

export function choicesAmong(actions: readonly Action[]): Choice[] {
  return actions.flatMap((action) => (action.kind === 'answer' ? [action.choice] : []));
}

/**
 * The choices as lines that the person can answer with a number: `1. Balance`. Titles are shown as they are typed; where
 * they have numbers of their own, with those alone.
 *
 * @param first the number of the first of them.
 */
export function numberedList(choices: readonly Choice[], first = 1): string {
  const own = ownNumbers(choices);
  return choices
    .map(({ title }, index) => `${own?.[index] ?? first + index}. ${typed(withoutNumber(oneLine(title), own))}`)
    .join('\n');
}

const numberMark = /^(\d{1,4})\. (?=\D)/;

/** The numbers that the bot has given to all of its choices, each another: `2. Internet`. */
export function ownNumbers(choices: readonly Choice[]): number[] | undefined {
  const numbers = choices.flatMap(({ title }) => {
    const [, digits] = numberMark.exec(oneLine(title)) ?? [];
    return digits === undefined ? [] : [Number(digits)];
  });
  return numbers.length === choices.length && new Set(numbers).size === numbers.length ? numbers : undefined;
}

/** A title without its number, where it has one. */
export function withoutNumber(title: string, own: readonly number[] | undefined): string {
  return own ? title.replace(numberMark, '') : title;
}
