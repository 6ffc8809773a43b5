import { closest, distance } from 'fastest-levenshtein';

/**
 * The name that a wrong one was probably meant to be: a third of its letters may differ, or two be swapped. `undefined` if
 * none is near.
 */
export function meantName(wrong: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const folded = new Map(names.map((name) => [name.toLowerCase(), name]));
  const said = wrong.toLowerCase();
  const near = closest(said, [...folded.keys()]);
  const letters = (word: string) => [...word].sort().join('');
  const allowed = Math.max(letters(said) === letters(near) ? 2 : 1, Math.floor(said.length / 3));
  return distance(said, near) <= allowed ? folded.get(near) : undefined;
}

/** The same to put behind a name in a sentence: ` (is "footer" meant?)`, or nothing. */
export function meantIn(wrong: string, names: readonly string[]): string {
  const near = meantName(wrong, names);
  return near === undefined ? '' : ` (is "${near}" meant?)`;
}
