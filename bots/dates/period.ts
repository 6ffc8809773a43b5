import { findAtoms, type Pattern, pattern } from './atoms.js';
import { addDays, addUnits, beginning, type Day, type Days, dayOf, wholeOf, yearOf } from './calendar.js';
import { anyYear, dayPatterns } from './dayPatterns.js';
import { type DateContext, isMonthFirst, longestRead } from './locale.js';
import type { Named } from './recognized.js';
import { hasMore, linksIn, namedIn, nearest, type Segment, segmentsOf } from './segments.js';
import { plainWords, type Word } from './words.js';

/** What a text says about days in the past. Both ends are included, and none is after today. */
export type PeriodReading =
  /** `assumed`: the text names no year, and the newest such days are not in this year, so say which they are. */
  | ({ readonly kind: 'period'; readonly assumed?: 'year' } & Days)
  /**
   * It can mean several periods, or says more about time than was understood: ask which. Newest first, at most three. A
   * single one has to be asked as well.
   */
  | { readonly kind: 'ambiguous'; readonly readings: readonly Days[] }
  /** It names days, but all of them are in the future. */
  | { readonly kind: 'future' }
  /** It names a day that does not exist, as 30 February. */
  | { readonly kind: 'impossible' }
  /** It is about time, but names no days, as "the last few days". */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'none' };

interface Found {
  readonly periods: readonly Days[];
  /** Whether a day or a month is named without its year. */
  readonly isYearless: boolean;
  readonly isDoubtful: boolean;
  readonly problem: 'impossible' | 'unclear' | 'none';
}

const units = '(hour|day|week|month|quarter|year)';
const patterns: readonly Pattern[] = [
  pattern(
    `(?:(?:the )?(?:last|past) )?(?:the )?(\\d{1,2}|(?<=(?:last|past) )\\d+) ${units}(?! (?:ago|before|from|after))`,
    ([count, unit]) => `last ${count} ${unit}s`,
  ),
  pattern(`(\\d+|an?) (day|week|month|year) ago`, ([count = '', unit = ''], today) => {
    const day = addUnits(today, -(Number.parseInt(count, 10) || 1), unit);
    // "Two weeks ago" is that day for some people, and that week for others.
    const days = [{ from: day, to: day }, ...(unit === 'day' ? [] : [wholeOf(day, unit)])];
    return { kind: 'days', named: { days } };
  }),
  pattern('(?<!(?:this|last|next) )(?:the )?weekend(?! (?:before|after|of|in))', (_, today) => {
    const { from } = wholeOf(addDays(today, 2), 'week');
    return { kind: 'days', named: { days: [{ from: addDays(from, -2), to: addDays(from, -1) }] } };
  }),
  ...dayPatterns,
  anyYear,
];

/**
 * Reads the days that a text asks for, as in "show transactions from 1 May to last Friday". The past is preferred,
 * because a transaction is never in the future: in January, "1 May" is last year's. A reading is certain only if it
 * accounts for all that the text says about time. Only the first 160 characters are read.
 */
export function readPeriod(said: string, { now, zone, culture, language }: DateContext): PeriodReading {
  const words = plainWords(said.replace(/\s+/g, ' ').slice(0, longestRead), language);
  const today = dayOf(now, zone);
  const isEitherOrder = culture === undefined && words.some(({ plain }) => /^\d+[/.-]\d+/.test(plain));
  const found = (isEitherOrder ? [false, true] : [isMonthFirst(culture)]).map((order) =>
    findPeriods(words, today, order),
  );
  const told = found.some(({ periods }) => periods.length > 0)
    ? found.filter(({ periods }) => periods.length > 0)
    : found;
  const past = told.flatMap(({ periods }) => periods).flatMap((days) => clipped(days, today));
  const readings = past.filter((days, at) => past.findIndex((other) => isSame(other, days)) === at);
  const [only] = readings;
  if (only === undefined)
    return { kind: told.some(({ periods }) => periods.length > 0) ? 'future' : (told[0]?.problem ?? 'none') };
  if (readings.length === 1 && !told.some(({ isDoubtful }) => isDoubtful)) {
    const isAssumed = told.some(({ isYearless }) => isYearless) && yearOf(only.to) !== yearOf(today);
    return { kind: 'period', ...only, ...(isAssumed && { assumed: 'year' }) };
  }
  return { kind: 'ambiguous', readings: newestFirst(readings).slice(0, 3) };
}

/** The recognizers build their models on the first call, which takes up to a second. Call this at the start. */
export function warmUpDates(): void {
  readPeriod('yesterday', { now: 0, zone: 'UTC', culture: undefined });
}

function findPeriods(words: readonly Word[], today: Day, monthFirst: boolean): Found {
  const segments = segmentsOf(words, findAtoms(words, patterns, today, monthFirst));
  const spans = segments.flatMap((segment) => spanOf(segment, words, today));
  const kinds = segments.flatMap(({ atoms }) => atoms.map(({ kind }) => kind));
  const isOpenNumber = words.some(({ plain }, at) => {
    const isRead = segments.some(({ atoms }) => atoms.some(({ first, last }) => first <= at && at <= last));
    return (
      !isRead &&
      /^\d\d?$/.test(plain) &&
      words[at + 1]?.plain !== '_' &&
      segments.some(
        ({ last }) => last === at - 1 || (last === at - 2 && /^(?:-|to|and|until)$/.test(words[at - 1]?.plain ?? '')),
      )
    );
  });
  const more =
    hasMore(words, segments) ||
    isOpenNumber ||
    kinds.some((kind) => kind !== 'days' && kind !== 'part' && kind !== 'shift');
  const periods = spans.flatMap((span, at) => {
    const [before, next] = [spans[at - 1], spans[at + 1]];
    if (before && isJoined(before, span)) return [];
    return next && isJoined(span, next) ? joined(span, next, today) : withWordBefore(span, today);
  });
  const problem = kinds.includes('impossible') ? 'impossible' : more || segments.length > 0 ? 'unclear' : 'none';
  const isYearless = spans.some(({ named }) => named.every === 'year');
  return { periods, isYearless, isDoubtful: more || spans.some(({ isDoubtful }) => isDoubtful), problem };
}

/** What a segment names, and the word before it that opens it at one end or joins it to the one before. */
interface Span {
  readonly named: Named;
  readonly stretch: number;
  readonly before: string;
  readonly isMonth: boolean;
  readonly isDoubtful: boolean;
}

function spanOf(segment: Segment, words: readonly Word[], today: Day): readonly Span[] {
  const { named, isContradiction } = namedIn(segment.atoms, [], today, 'past');
  if (!named) return [];
  const isMonth = named.every === 'year' && named.days.some(({ from, to }) => from !== to);
  return [{ named, stretch: segment.stretch, before: linksIn(segment, words), isMonth, isDoubtful: isContradiction }];
}

function isJoined(one: Span, other: Span): boolean {
  return one.stretch === other.stretch && /\b(?:to|until|and)\b|-/.test(other.before);
}

function joined(first: Span, second: Span, today: Day): readonly Days[] {
  const each = [first, second].flatMap(({ named }) => plausible(named, today));
  const [one, other] = each;
  if (/\band\b/.test(second.before) && !/\bbetween\b/.test(first.before)) {
    // "Yesterday and today" is one run of days. "1 May and 5 May" may be two days, or all between them.
    const isRun = one && other && addDays(one.to, 1) >= other.from && addDays(other.to, 1) >= one.from;
    return isRun
      ? [{ from: least(one.from, other.from), to: most(one.to, other.to) }]
      : [...range(first, second, today), ...each];
  }
  return range(first, second, today);
}

function range(first: Span, second: Span, today: Day): readonly Days[] {
  if (first.named.every === 'week' && second.named.every === 'week') {
    const [begin] = nearest(first.named, today, 'past');
    const end = begin && second.named.days.find(({ to }) => to >= begin.from);
    if (!begin || !end) return [];
    const whole = { from: begin.from, to: end.to };
    return end.to <= today ? [whole] : [whole, { from: addDays(whole.from, -7), to: addDays(whole.to, -7) }];
  }
  const ends = plausible(second.named, today);
  const start = first.named.every ? undefined : first.named.days.at(-1)?.from;
  const soonest = start && second.named.every === 'year' ? second.named.days.find(({ to }) => to >= start) : undefined;
  const either = soonest && soonest.to <= today ? [soonest, ...ends] : ends;
  return either.flatMap(({ to }) => {
    const from = first.named.days.findLast((days) => days.from <= to)?.from;
    // "From 10 to 1 May" is a mistake, and not most of a year.
    const isMistake =
      from?.slice(5, 7) === to.slice(5, 7) && from?.slice(0, 4) !== to.slice(0, 4) && first.named.every === 'year';
    return from === undefined || isMistake ? [] : [{ from, to }];
  });
}

function withWordBefore({ named, before, isMonth }: Span, today: Day): readonly Days[] {
  const word = /\b(since|from|after|before|until|to)\b(?:(?: the| on)*)$/.exec(before)?.[1];
  const closed = plausible(named, today);
  if (word === undefined) return closed;
  const isOneDay = named.days.every(({ from, to }) => from === to);
  const open = named.every === 'week' ? nearest(named, today, 'past') : closed;
  const opened = open.map((days) => openedBy(word, days, today));
  if (word !== 'from' || isOneDay) return opened;
  // "From last week" asks for that week. "From May" can ask for May alone, or for everything since.
  return isMonth ? [...closed, ...opened] : closed;
}

function openedBy(word: string, { from, to }: Days, today: Day): Days {
  if (word === 'before') return { from: beginning, to: addDays(from, -1) };
  if (word === 'after') return { from: addDays(to, 1), to: today };
  return word === 'since' || word === 'from' ? { from, to: today } : { from: beginning, to };
}

/** The newest days that have begun, or all if they are named. */
function plausible(named: Named, today: Day): readonly Days[] {
  const near = nearest(named, today, 'past');
  const begun = near.filter(({ from }) => from <= today);
  return begun.length > 0 ? begun : near.slice(0, 1);
}

function clipped({ from, to }: Days, today: Day): readonly Days[] {
  const end = least(to, today);
  return from <= end ? [{ from, to: end }] : [];
}

function least(one: Day, other: Day): Day {
  return one < other ? one : other;
}

function most(one: Day, other: Day): Day {
  return one > other ? one : other;
}

function isSame(one: Days, other: Days): boolean {
  return one.from === other.from && one.to === other.to;
}

function newestFirst(readings: readonly Days[]): readonly Days[] {
  return readings.toSorted((one, other) => (`${one.to}${one.from}` < `${other.to}${other.from}` ? 1 : -1));
}
