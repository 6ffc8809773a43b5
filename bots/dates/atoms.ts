import type { Amount } from './amounts.js';
import type { Day, Days } from './calendar.js';
import { type Named, recognise } from './recognized.js';
import type { Word } from './words.js';

/** The smallest words for time that are read by themselves: "tomorrow", "last week", "in 2 hours", "half past 9". */
export type Atom =
  /** Several amounts are alternatives. `isBare`: without "in" or "from now", so it may be something else. */
  | { readonly kind: 'elapsed'; readonly by: readonly Amount[]; readonly isBare: boolean }
  | { readonly kind: 'days'; readonly named: Named }
  /** Some of the days that follow: "the last week of". `edge`: only roughly, as "the end of". */
  | { readonly kind: 'part'; readonly of: (days: Days) => readonly Days[]; readonly edge?: 'from' | 'to' }
  /** Counted from the day that follows: "two weeks from". */
  | { readonly kind: 'shift'; readonly by: Amount }
  /** Minutes since midnight. Two are the halves of the day that a clock time can be in, the likelier one first. */
  | { readonly kind: 'time'; readonly times: readonly number[]; readonly isDoubtful: boolean }
  | { readonly kind: 'partOfDay'; readonly part: string }
  | { readonly kind: 'zone'; readonly zones: readonly string[] }
  /** There is no such day or time, as 30 February and 25:00. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'repeating' | 'past' | 'vague' };

/** An atom, and the first and the last of its words. */
export type Placed = Atom & { readonly first: number; readonly last: number };

/** What is made of a pattern's groups: an atom, or plain English words for the recognizers. */
export type Reader = (groups: readonly (string | undefined)[], today: Day) => Atom | string | undefined;
export type Pattern = readonly [pattern: RegExp, read: Reader];

/** A pattern for whole plain words. What it makes of them can be `undefined`: then they are something else. */
export function pattern(source: string, read: Reader): Pattern {
  return [new RegExp(`(?:${source})(?= |$)`, 'y'), read];
}

/** How many different words for days are read in a text. */
const mostRead = 8;

/** Finds the atoms among the words from left to right. Earlier patterns come first. */
export function findAtoms(
  words: readonly Word[],
  patterns: readonly Pattern[],
  today: Day,
  monthFirst: boolean,
): readonly Placed[] {
  const text = words.map(({ plain }) => plain).join(' ');
  const found: { readonly read: Atom | string; readonly first: number; readonly last: number }[] = [];
  for (let at = 0, start = 0; at < words.length; at++) {
    const match = words[at]?.plain === '_' ? undefined : firstMatch(text, start, patterns, today);
    const last = match ? at + match.text.trimEnd().split(' ').length - 1 : at;
    if (match) found.push({ read: match.read, first: at, last });
    for (; at < last; at++) start += (words[at]?.plain.length ?? 0) + 1;
    start += (words[at]?.plain.length ?? 0) + 1;
  }
  // Each text is read once, and not many: what repeats dates would hold up everybody else.
  const texts = [...new Set(found.flatMap(({ read }) => (typeof read === 'string' ? [read] : [])))];
  const named = recognise(texts.slice(0, mostRead), today, monthFirst);
  return found.map(({ read, first, last }): Placed => {
    if (typeof read !== 'string') return { ...read, first, last };
    const at = texts.indexOf(read);
    if (at >= mostRead) return { kind: 'vague', first, last };
    const days = named[at];
    return days?.days.length ? { kind: 'days', named: days, first, last } : { kind: 'impossible', first, last };
  });
}

function firstMatch(text: string, start: number, patterns: readonly Pattern[], today: Day) {
  for (const [expression, reader] of patterns) {
    expression.lastIndex = start;
    const groups = expression.exec(text);
    const read = groups?.[0] ? reader(groups.slice(1), today) : undefined;
    if (groups && read !== undefined) return { read, text: groups[0] };
  }
  return undefined;
}
