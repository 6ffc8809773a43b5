import type { Choice } from '../../choices/action.js';
import { choicesAmong, type Section } from '../cards/block.js';
import { ownWords, paragraphs } from '../cards/words.js';
import type { Offer } from '../piece.js';

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
} as const;

/** What is offered together, before its form is known. */
export interface Question {
  /** At most 1024 units with the words of the sections; `undefined` if there is no text. */
  readonly body: string | undefined;
  readonly sections: readonly Section[];
  /** The number of the first choice. */
  readonly first: number;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text, shortened with an ellipsis if it has more than `limit` UTF-16 units. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const window = text.slice(0, limit);
  const cluster = graphemes.segment(text.slice(0, limit + 64)).containing(limit - 1);
  const whole = window.slice(0, cluster?.index ?? 0).trimEnd();
  // A cluster that is longer than the limit is cut, but not inside a character.
  return `${whole === '' ? window.slice(0, -1).replace(/[\uD800-\uDBFF]$/, '') : whole}…`;
}

/** The text above the buttons or the list. */
export function bodyOf({ body, sections }: Question): string {
  return paragraphs(body, ...sections.map(({ words }) => words)) || ownWords.body;
}

/** The choices of a question, if it has only choices. */
export function onlyChoices({ sections }: Question): Choice[] | undefined {
  const actions = sections.flatMap((section) => section.actions);
  const choices = choicesAmong(actions);
  return choices.length > 0 && choices.length === actions.length ? choices : undefined;
}

export function areDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** Makes an id of at most `limit` UTF-16 units. `index` is given if another choice of the message means the same. */
export type IdFor = (choice: Choice, limit: number, index?: number) => string;

/** The ids of a message's choices, in order. */
export function idsOf(offers: readonly Offer[], limit: number, idFor: IdFor): string[] {
  const seen = new Set<string>();
  return offers.map(({ choice }, index) => {
    const meaning = JSON.stringify([choice.type, choice.value, choice.text]);
    const isKnown = seen.has(meaning);
    seen.add(meaning);
    return isKnown ? idFor(choice, limit, index) : idFor(choice, limit);
  });
}
