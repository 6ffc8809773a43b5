/**
 * U+2060 WORD JOINER, which keeps a typed mark from being read as formatting (see `render/text/marks.ts`). It is
 * invisible, and no program treats it as a space, a letter or punctuation.
 */
export const joiner = '\u2060';

/** The text on one line, with single spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * The text without what nobody sees: direction marks, joiners and other marks of layout, variation selectors, controls.
 * Blanks and line breaks stay.
 */
export function withoutInvisible(text: string): string {
  return text.replace(/(?!\s)[\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB]|\uFEFF/gu, '');
}

const digit = /^\p{Nd}$/u;

/** The text with the decimal digits of all scripts as 0 to 9: `٢` becomes `2`. */
export function asciiDigits(text: string): string {
  return text.replace(/(?!\d)\p{Nd}/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    // Unicode keeps the ten digits of a script together, from 0 to 9, and some scripts one behind the other.
    let zero = code;
    while (digit.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((code - zero) % 10);
  });
}
