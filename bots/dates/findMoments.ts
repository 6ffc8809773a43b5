import { DateTime } from 'luxon';
import type { Amount } from './amounts.js';
import { findAtoms, type Placed } from './atoms.js';
import { addDays, type Day, dayOf } from './calendar.js';
import { dayPatterns, yearOfDay } from './dayPatterns.js';
import type { DateContext } from './locale.js';
import type { Named } from './recognized.js';
import { hasMore, isOfThing, linksIn, namedIn, type Segment, segmentsOf } from './segments.js';
import { timePatterns } from './timePatterns.js';
import { type Clock, momentsOf, usual, within } from './times.js';
import type { Word } from './words.js';

export interface Found {
  /** Epoch ms; some may have passed. */
  readonly moments: readonly number[];
  /** Whether the text says more about time than these moments account for. */
  readonly isDoubtful: boolean;
  /** Why there are none. */
  readonly problem: 'past' | 'repeating' | 'impossible' | 'unclear' | 'none';
  /** Where the words that say when are in the text. */
  readonly used: readonly (readonly [start: number, end: number])[];
}

/** What a segment says by itself. */
interface Said {
  readonly segment: Segment;
  readonly days: Named | undefined;
  /** Each as in the atom `time`. */
  readonly times: readonly (readonly number[])[];
  readonly part: string | undefined;
  readonly zones: readonly string[] | undefined;
  /** Moments for which no day and no time is needed, as "in 2 hours". */
  readonly moments: readonly number[];
  /** Lengths of time that may be meant from now. */
  readonly bare: readonly number[];
  /** Whether the times may be numbers that have nothing to do with time. */
  readonly isNumber: boolean;
  readonly isDoubtful: boolean;
}

const patterns = [yearOfDay, ...dayPatterns, ...timePatterns];
/** In how many places a text can speak of time. The time to read them grows with the square. */
const mostSegments = 8;
/** After these words, another time is meant than the one that they stand before. */
const bounds = /\b(?:before|until|since|within|during|no)\b/;

/** The moments that a text can mean. `monthFirst` decides what 05/06 is. */
export function findMoments(words: readonly Word[], monthFirst: boolean, context: DateContext): Found {
  const today = dayOf(context.now, context.zone);
  const all = segmentsOf(words, findAtoms(words, patterns, today, monthFirst));
  const notOfThings = all.filter((segment) => !isOfThing(segment, words));
  const segments = (notOfThings.length > 0 ? notOfThings : all).slice(0, mostSegments);
  const said = segments.map((segment) => saidIn(segment, words, today, context));
  const kinds = segments.flatMap(({ atoms }) => atoms.map(({ kind }) => kind));
  const more = all.length > mostSegments || hasMore(words, all) || notOfThings.length < Math.min(all.length, 1);
  const problem = (['repeating', 'impossible', 'past'] as const).find((kind) => kinds.includes(kind));
  const isImpossible = (stretch: number) =>
    segments.some((segment) => segment.stretch === stretch && segment.atoms.some(({ kind }) => kind === 'impossible'));
  const each = said.map((one) => (isImpossible(one.segment.stretch) ? [] : momentsIn(one, said, context)));
  const moments = each.flat();
  const saysWhen = sayingWhen(said);
  // What says when has passed, and only what is to be done speaks of the future: "the Monday mail".
  const isOver = said.some(
    (one, at) => saysWhen.includes(one) && one.days !== undefined && !each[at]?.some((moment) => moment > context.now),
  );
  const isDoubtful = more || isOver || problem === 'impossible' || said.some((each) => each.isDoubtful);
  const bare = said.flatMap((each) => each.bare);
  return {
    moments: problem === 'repeating' ? [] : moments.length > 0 ? moments : bare,
    isDoubtful: isDoubtful || bare.length > 0,
    problem: problem ?? (more || all.length > 0 ? 'unclear' : 'none'),
    used: placesOf(saysWhen).map(({ first, last }) => [words[first]?.start ?? 0, words[last]?.end ?? 0]),
  };
}

function saidIn(segment: Segment, words: readonly Word[], today: Day, context: DateContext): Said {
  const { atoms } = segment;
  const of = <Kind extends Placed['kind']>(kind: Kind) =>
    atoms.filter((atom): atom is Extract<Placed, { kind: Kind }> => atom.kind === kind);
  const elapsed = of('elapsed').flatMap(({ by, isBare }) => by.map((amount) => ({ amount, isBare })));
  const counted = elapsed.filter(({ amount, isBare }) => !isBare && !('minute' in amount));
  const inDays = counted.map(({ amount }) => dayOf(after(amount, context), context.zone));
  const { named, isContradiction } = namedIn(atoms, inDays, today, 'future');
  const [sure, unsure] = [of('time').filter((atom) => !atom.isDoubtful), of('time').filter((atom) => atom.isDoubtful)];
  const between = linksIn(segment, words);
  const isBound =
    of('vague').length > 0 || bounds.test(between) || (/\bafter\b/.test(between) && of('time').length === 0);
  const days = named && !isBound ? singleDays(named, of('part')[0]?.edge) : undefined;
  const times = isBound ? [] : (sure.length > 0 ? sure : unsure).map((atom) => atom.times);
  const momentsAfter = (isBare: boolean) =>
    elapsed
      .filter((each) => each.isBare === isBare && (isBare || 'minute' in each.amount))
      .map(({ amount }) => after(amount, context));
  const moments = momentsAfter(false);
  const isNumber = sure.length === 0 && unsure.length > 0;
  const isRange = named?.days.some(({ to }) => to >= today) && days === undefined;
  return {
    ...{ segment, days, times, part: of('partOfDay')[0]?.part, zones: of('zone')[0]?.zones },
    ...{ moments, bare: momentsAfter(true), isNumber },
    isDoubtful:
      isContradiction ||
      isNumber ||
      isRange === true ||
      isBound ||
      times.length > 1 ||
      of('partOfDay').length > 1 ||
      of('zone').length > 1 ||
      of('part').some(({ edge }) => edge !== undefined) ||
      (moments.length > 0 && (named !== undefined || times.length > 0 || of('partOfDay').length > 0)) ||
      (of('zone').length > 0 && times.length === 0),
  };
}

/** The moments of a segment. A day without a time gets the time that is named elsewhere, and a time the day. */
function momentsIn(said: Said, all: readonly Said[], context: DateContext): readonly number[] {
  const { times, zones } = said;
  if (!said.days && times.length === 0 && said.part === undefined) return said.moments;
  const others = all.filter((each) => each !== said);
  const otherDays = others.flatMap(({ days }) => (days ? [days] : []));
  const days = said.days ? [said.days] : otherDays.length > 0 ? otherDays : [undefined];
  const lending = others.filter((other) => !other.days || other.segment.stretch === said.segment.stretch);
  const own = times.length > 0 ? [said] : lending.filter((other) => other.times.length > 0);
  const part = said.part ?? (own.length === 0 ? lending.find((other) => other.part !== undefined)?.part : undefined);
  const clocks = own.flatMap((each) => each.times.map((some) => ({ some, zones: zones ?? each.zones })));
  const meant = clocks.flatMap(({ some, zones }): readonly Clock[] => {
    const fitting = within(some, part);
    const clock = { times: fitting.length > 0 ? fitting : some, isRough: false, ...(zones && { zones }) };
    return fitting.length > 0 ? [clock] : [clock, usual(part)];
  });
  const isUsual = own.every(({ isNumber }) => isNumber) && (said.days !== undefined || part !== undefined);
  const named = isUsual ? [...meant, usual(part)] : meant;
  return [...said.moments, ...days.flatMap((each) => named.flatMap((clock) => momentsOf(each, clock, context)))];
}

/**
 * The segments that say when: those at the beginning of the text, otherwise the last. "On Friday to call them at 5pm" has
 * two that complete each other. The others belong to what is to be done.
 */
function sayingWhen(said: readonly Said[]): readonly Said[] {
  const [start] = said;
  const isFirstThing = start?.segment.isFirstThing;
  const stretch = (isFirstThing ? start : said.at(-1))?.segment.stretch;
  const main = said.filter(({ segment }) => segment.stretch === stretch);
  const has = (which: 'days' | 'times') => main.some((each) => (which === 'days' ? each.days : each.times.length > 0));
  const isWhole = main.some(({ moments }) => moments.length > 0);
  const completing = said.filter(({ days, times }) =>
    days ? !has('days') && times.length === 0 : !has('times') && times.length > 0,
  );
  return said.filter((each) => main.includes(each) || (!isWhole && completing.includes(each)));
}

function placesOf(used: readonly Said[]): readonly { readonly first: number; readonly last: number }[] {
  return used.flatMap(({ segment }, at) => {
    const atoms = segment.atoms.filter((atom) => !(atom.kind === 'time' && atom.isDoubtful));
    const [first, last] = [atoms[0], atoms.at(-1)];
    if (!first || !last) return [];
    const before = used[at - 1]?.segment;
    // Between two segments of a stretch are linking words, which go with them.
    const from = before?.stretch === segment.stretch ? before.last + 1 : first.first;
    return [{ first: atoms.length < segment.atoms.length ? first.first : from, last: last.last }];
  });
}

/** Each of up to three days alone. A week or a month is no day, but the end of one has its last. */
function singleDays(named: Named, edge: 'from' | 'to' | undefined): Named | undefined {
  const days = named.days.flatMap(({ from, to }) => {
    if (edge) return [edge === 'to' ? to : from];
    return to > addDays(from, 2) ? [] : [0, 1, 2].map((away) => addDays(from, away)).filter((day) => day <= to);
  });
  return days.length > 0 ? { ...named, days: days.map((day) => ({ from: day, to: day })) } : undefined;
}

function after(by: Amount, { now, zone }: DateContext): number {
  const { minute = 0, ...calendar } = by;
  return Math.round(DateTime.fromMillis(now, { zone }).plus(calendar).toMillis() + minute * 60_000);
}
