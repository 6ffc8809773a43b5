/** A text with variables, taken apart: `literals[0]`, the variable `positions[0]`, `literals[1]`, … */
export interface Parts {
  /** One more than there are variables. */
  readonly literals: readonly string[];
  /** The numbers of the variables, in the order in which they stand. */
  readonly positions: readonly number[];
}

/** Takes a text apart at its well-formed variables (`{{1}}`, `{{2}}`, …); all else, stray braces too, is literal. */
export function takeApart(text: string): Parts {
  const pieces = text.split(/\{\{([1-9]\d*)\}\}/);
  return {
    literals: pieces.filter((_, index) => index % 2 === 0),
    positions: pieces.filter((_, index) => index % 2 === 1).map(Number),
  };
}

/** Fills in all variables at once, so that a value which itself reads `{{2}}` stays as it is. */
export function fillIn({ literals, positions }: Parts, values: readonly string[]): string {
  return literals.reduce((so, literal, index) => so + (values[(positions[index - 1] ?? 0) - 1] ?? '') + literal);
}

/** WhatsApp's limits are in characters; an emoji outside the basic plane is one, not two. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// Zero-width joiners are not among them: emoji families and several scripts are written with them.
const unwanted = /[\p{Cs}\u00AD\u200B\u2060\uFEFF]|(?![\s\u0085])\p{Cc}/gu;
const nothingToSee = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/**
 * The text on one line: white space of any kind and length becomes one blank, and control characters, zero-width
 * blanks and halves of surrogate pairs go. A text in which nothing can be seen becomes the empty one.
 * WhatsApp refuses a template whose values hold a new line, a tab or more than four blanks in a row.
 */
export function flatten(text: string): string {
  const line = text
    .replace(unwanted, '')
    .replace(/[\s\u0085]+/gu, ' ')
    .trim();
  return nothingToSee.test(line) ? '' : line;
}
