import { countCharacters, type Parts } from './text.js';

const ellipsis = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The values, cut so that the filled-in text has at most `limit` characters (code points). All share one greatest
 * length, so the longest is cut first and a short one stays whole.
 */
export function fit({ literals, positions }: Parts, values: readonly string[], limit: number): readonly string[] {
  const lengths = values.map(countCharacters);
  const room = limit - countCharacters(literals.join(''));
  const needed = (greatest: number) =>
    positions.reduce((sum, position) => sum + Math.min(lengths[position - 1] ?? 0, greatest), 0);

  if (needed(Number.POSITIVE_INFINITY) <= room) return values;
  // A linted text has at least the five characters of {{1}} for each of its variables.
  let greatest = limit;
  while (greatest > 1 && needed(greatest) > room) greatest -= 1;
  return values.map((value, index) => ((lengths[index] ?? 0) > greatest ? cut(value, greatest) : value));
}

/** As many whole characters, as a reader counts them, as leave room for the ellipsis. */
function cut(value: string, length: number): string {
  let kept = '';
  let count = countCharacters(ellipsis);
  for (const { segment } of graphemes.segment(value)) {
    count += countCharacters(segment);
    if (count > length) break;
    kept += segment;
  }
  return kept.trimEnd() + ellipsis;
}
