/**
 * U+2060 WORD JOINER, which keeps a typed mark from being read as formatting (see `render/text/marks.ts`). It is
 * invisible, and no program treats it as a space, a letter or punctuation.
 */
export declare const joiner = "\u2060";
/** The text as a person sees it, without the joiners. */
export declare function withoutJoiners(text: string): string;
/** The text on one line, with single spaces. */
export declare function oneLine(text: string): string;
