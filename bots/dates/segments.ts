import type { Placed } from './atoms.js';
import { addDays, addUnits, type Day, type Days } from './calendar.js';
import type { Named } from './recognized.js';
import { links, type Word } from './words.js';

/** Words for time that belong together. */
export interface Segment {
  readonly atoms: readonly Placed[];
  readonly first: number;
  readonly last: number;
  /** The linking words before the first, as "from the". */
  readonly before: string;
  /** The same for segments with only linking words, as "or", between them. */
  readonly stretch: number;
  /** Whether nothing but linking words is before it in the text. */
  readonly isFirstThing: boolean;
}

const splitting = /\b(?:or|and|to|until)\b|-/;

/** Groups atoms. Alternatives and the ends of a range are segments of their own. */
export function segmentsOf(words: readonly Word[], atoms: readonly Placed[]): readonly Segment[] {
  const segments: Segment[] = [];
  for (const atom of atoms) {
    const last = segments.at(-1);
    const between = last && words.slice(last.last + 1, atom.first);
    const isLinked = between?.every(({ plain }) => links.has(plain)) ?? false;
    const gap = between?.map(({ plain }) => plain).join(' ') ?? '';
    const isSplit = splitting.test(gap);
    const isOther = last && !isSplit && isOfThing(last, words) && isRelative(atom) && !last.atoms.some(isRelative);
    if (last && isLinked && !isOther && !isSplit) {
      segments[segments.length - 1] = { ...last, atoms: [...last.atoms, atom], last: atom.last };
    } else {
      const start = words.slice(0, atom.first).findLastIndex(({ plain }) => !links.has(plain)) + 1;
      const before = words.slice(isLinked ? (last?.last ?? 0) + 1 : start, atom.first).map(({ plain }) => plain);
      const stretch = (last?.stretch ?? 0) + (isLinked && !isOther ? 0 : 1);
      const { first, last: end } = atom;
      segments.push({ atoms: [atom], first, last: end, before: before.join(' '), stretch, isFirstThing: start === 0 });
    }
  }
  return segments;
}

/** "Tomorrow" cannot be a part of "3 May". */
function isRelative(atom: Placed): boolean {
  return atom.kind === 'days' && atom.named.every !== 'year';
}

/** Whether it says which thing is meant, as in "the invoice of 3 May" and "Friday's meeting". */
export function isOfThing({ first, last, before }: Segment, words: readonly Word[]): boolean {
  const linked = before === '' ? 0 : before.split(' ').length;
  const isAfterThing = /^(?:of|from)(?: the)?$/.test(before) && first > linked;
  return isAfterThing || (/['’]s?$/.test(words[last]?.said ?? '') && words[last + 1]?.plain === '_');
}

/** Whether words beside the segments still say something about time, so that the reading is not certain. */
export function hasMore(words: readonly Word[], segments: readonly Segment[]): boolean {
  const isRead = (at: number) =>
    segments.some(({ atoms }) => atoms.some(({ first, last }) => first <= at && at <= last));
  const reaches = (at: number, step: 1 | -1) => {
    let to = at + step;
    while (links.has(words[to]?.plain ?? '')) to += step;
    return isRead(to);
  };
  const isBeside = (at: number) => reaches(at, -1) || reaches(at, 1);
  return words.some(({ plain, said }, at) => {
    if (plain === '_')
      return /^[A-Z]{2,3}T$/.test(said) && /\d|[ap]m$/.test(words[at - 1]?.said ?? '') && isRead(at - 1);
    if (isRead(at)) return false;
    if (/^\d+th$/.test(plain)) return words[at - 1]?.plain === 'on' || words[at + 1]?.plain !== '_' || isBeside(at);
    // "5pm Durban time": a zone that is not known.
    if (plain === 'time' && words[at - 1]?.plain === '_') return [2, 3].some((back) => isRead(at - back));
    if (plain === 'or') return [-1, 1].some((step) => isRead(at + step) && words[at - step]?.plain === '_');
    if (/^\d{1,4}$/.test(plain))
      return words[at - 1]?.plain === 'at' || (words[at + 1]?.plain !== '_' && reaches(at, -1));
    if (links.has(plain) || /^(?:[\d.]+|time)$/.test(plain)) return false;
    const isLoose =
      /^(?:every|next|last|past|end|beginning|middle|half|halfway|quarter|second|few|early|late|early|ago)$/.test(
        plain,
      );
    return !isLoose || isBeside(at);
  });
}

/** The linking words before and in a segment. */
export function linksIn({ atoms, first, last, before }: Segment, words: readonly Word[]): string {
  const inside = words.slice(first, last + 1).filter((_, at) => {
    return !atoms.some((atom) => atom.first <= first + at && first + at <= atom.last);
  });
  return [before, ...inside.map(({ plain }) => plain)].join(' ');
}

/**
 * The days that the atoms of a segment name together, as "Friday", "1 May" and "2026" do. A date without its year is the
 * nearest in the direction, whatever weekday is named beside it. If they contradict each other, it is all that they can
 * mean. `others` are alternatives that count from now.
 */
export function namedIn(
  atoms: readonly Placed[],
  others: readonly Day[],
  today: Day,
  direction: Direction,
): { readonly named: Named | undefined; readonly isContradiction: boolean } {
  let all: readonly Named[] = others.length > 0 ? [{ days: others.map((day) => ({ from: day, to: day })) }] : [];
  const given = atoms.flatMap((atom) => (atom.kind === 'days' ? [atom.named] : []));
  const isMonth = ({ every, days }: Named) => every === 'year' && days.some(({ from, to }) => from !== to);
  const isDate = ({ every, days }: Named) => every === undefined && days.every(({ from, to }) => from === to);
  // "Meet June on 28 June" and "meet June on 28/06/2028": one of the two has nothing to do with it.
  let isContradiction =
    given.filter(({ every }) => every === 'year').length > 1 || (given.some(isMonth) && given.some(isDate));
  const meet = () => {
    const { named, isEmpty } = common(all, (each) => nearest(each, today, direction));
    isContradiction ||= isEmpty;
    return named;
  };
  for (const atom of atoms.toReversed()) {
    if (atom.kind === 'days') all = [atom.named, ...all];
    const named = atom.kind === 'part' || atom.kind === 'shift' ? meet() : undefined;
    if (!named) continue;
    if (atom.kind === 'part') all = [{ ...named, days: named.days.flatMap(atom.of) }];
    if (atom.kind === 'shift') {
      const move = (day: Day) => Object.entries(atom.by).reduce((to, [unit, count]) => addUnits(to, count, unit), day);
      all = [{ days: nearest(named, today, direction).map(({ from, to }) => ({ from: move(from), to: move(to) })) }];
    }
  }
  const named = meet();
  return { named: named?.days.length ? named : undefined, isContradiction };
}

export type Direction = 'future' | 'past';

/** The soonest days that have not ended, or the newest that have begun. A weekday that is today may also be another. */
export function nearest({ days, every }: Named, today: Day, direction: Direction): readonly Days[] {
  if (!every) return days;
  const near =
    direction === 'future'
      ? days.filter(({ to }) => to >= today)
      : days.filter(({ from }) => from <= today).toReversed();
  return near.slice(0, every === 'week' && near[0]?.from === today ? 2 : 1);
}

function common(all: readonly Named[], near: (named: Named) => readonly Days[]) {
  const weekly = all.filter(({ every }) => every === 'week');
  const dates = all.filter(({ every }) => every !== 'week');
  const base = dates.length > 0 ? dates.reduce(both) : undefined;
  if (!base) {
    const named = weekly.length > 0 ? weekly.reduce(both) : undefined;
    return named?.days.length === 0
      ? { named: { days: weekly.flatMap(near) }, isEmpty: true }
      : { named, isEmpty: false };
  }
  const dated = weekly.length > 0 && base.every === 'year' ? { days: near(base) } : base;
  const named = weekly.reduce(both, dated);
  if (named.days.length > 0) return { named, isEmpty: false };
  const choices = dates.flatMap(near);
  const close = weekly.flatMap(({ days }) =>
    choices.flatMap(({ from }) => days.filter((day) => isWithin(day.from, from, 3))),
  );
  return { named: { days: [...choices, ...close] }, isEmpty: true };
}

function isWithin(day: Day, other: Day, days: number): boolean {
  return addDays(other, -days) <= day && day <= addDays(other, days);
}

function both(one: Named, other: Named): Named {
  const isIn = (inner: Days, outer: Days) => outer.from <= inner.from && inner.to <= outer.to;
  const days = one.days.flatMap((each) =>
    other.days.flatMap((that) => (isIn(each, that) ? [each] : isIn(that, each) ? [that] : [])),
  );
  if (!one.every || !other.every) return { days };
  return { days, every: one.every === 'week' ? other.every : one.every };
}
