import stringWidth from 'string-width';
import type { Run } from './emphasis.js';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Where a line may be broken: after blanks and hyphens, between Chinese characters, … */
const pieces = new Intl.Segmenter('en', { granularity: 'word' });

/** Widths of Latin letters in an ordinary sans-serif font, in thousandths of the font's size, by the letters that have it. */
const latin = new Map(
  [
    [222, 'ijl'],
    [278, " fIt,./:;|![]\\'’"],
    [333, 'r-()*"`'],
    [500, 'ckvxyzsJ'],
    [556, 'abdeghnopqu0123456789Lö$?_#€'],
    [611, 'FTZ'],
    [667, 'ABEKPSVXY&'],
    [722, 'CDHNRUw'],
    [778, 'GOQ'],
    [833, 'mM'],
    [944, 'W'],
  ].flatMap(([width, letters]) => [...String(letters)].map((letter): [string, number] => [letter, Number(width)])),
);

/** How wide a text is about, as a multiple of the font's size. */
export function widthOf(text: string, { mono, bold }: Omit<Run, 'text'> = {}): number {
  let thousandths = 0;
  for (const { segment } of graphemes.segment(text)) {
    // Others by the cells of a terminal that they take: two for an emoji or a Chinese character.
    thousandths += mono ? 600 * stringWidth(segment) : (latin.get(segment) ?? 570 * stringWidth(segment));
  }
  return (thousandths * (bold ? 1.07 : 1)) / 1000;
}

/** What adding up widths may be off by. */
const rounding = 1e-6;

/** Breaks runs into lines of at most this width. New lines of the text stay; a word that is too long is cut. */
export function wrap(runs: readonly Run[], widest: number): Run[][] {
  const lines: Run[][] = [[]];
  let width = 0;
  const put = (run: Run) => {
    const line = lines.at(-1) ?? [];
    const last = line.at(-1);
    if (last && isAlike(last, run)) line[line.length - 1] = { ...last, text: last.text + run.text };
    else line.push(run);
    width += widthOf(run.text, run);
  };
  const breakLine = () => {
    lines.push([]);
    width = 0;
  };
  for (const run of runs) {
    for (const piece of piecesOf(run.text)) {
      const isBlank = piece.trim() === '';
      if (piece === '\n') breakLine();
      else if (width + widthOf(piece.trimEnd(), run) <= widest + rounding) put({ ...run, text: piece });
      else {
        if (width > 0) breakLine();
        // A blank at the end of a line is not shown.
        if (isBlank) continue;
        for (const { segment } of graphemes.segment(piece)) {
          if (width + widthOf(segment, run) > widest + rounding) breakLine();
          put({ ...run, text: segment });
        }
      }
    }
  }
  return lines;
}

/** Words with the marks that stick to them, blanks and new lines. */
function piecesOf(text: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of pieces.segment(text)) {
    const last = found.at(-1);
    const sticks = last !== undefined && !isWordLike && !/^\s/.test(segment) && !/\s$/.test(last);
    const opened = last !== undefined && isWordLike && /^[^\p{L}\p{N}\s]+$/u.test(last);
    if (sticks || opened) found[found.length - 1] = last + segment;
    else if (/\n/.test(segment)) found.push(...segment.split(/(\n)/).filter((each) => each !== ''));
    else found.push(segment);
  }
  return found;
}

function isAlike(one: Run, other: Run): boolean {
  return (
    one.bold === other.bold && one.italic === other.italic && one.strike === other.strike && one.mono === other.mono
  );
}
