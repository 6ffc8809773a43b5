/**
 * U+2060 WORD JOINER, which keeps a typed mark from being read as a format (see `render/text/marks.ts`). It is
 * invisible, and neither space nor punctuation nor letter to anyone.
 */
export const joiner = '\u2060';

/** The text as a person sees it: without the joiners. */
export function withoutJoiners(text: string): string {
  return text.replaceAll(joiner, '');
}

/** The text on one line, with single blanks. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
