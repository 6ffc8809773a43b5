import { closes, type Fence, fenceOf } from './fence.js';

/** A part of a long Markdown text that can be read by itself. The parts of a text together are the text. */
export interface Part {
  readonly text: string;
  /** What the part goes on with, and the lines that have to stand before it so that it is read as such. */
  readonly goesOn?: { readonly with: 'fence' | 'table'; readonly opening: string };
  /** The line that has to stand behind it, because the next part goes on with its fence. */
  readonly closing?: string;
  /**
   * If the part goes on with a list: the number of its first item if the list leaves the counting to Markdown (`1.` `1.`
   * `1.`), or that it does not.
   */
  readonly counted?: number | false;
  /** Whether the part begins within a block. */
  readonly isInside?: boolean;
}

type Start = Omit<Part, 'text' | 'closing' | 'isInside'>;

/** A place where a part may begin. Higher ranks change less of how the text is read. */
interface Place extends Start {
  readonly at: number;
  readonly rank: number;
}

/** What the lines so far have begun. */
interface Reading {
  fence?: Fence | undefined;
  isFenceEmpty?: boolean;
  table?: string | undefined;
  list?: { readonly first: string; second?: string; items: number } | undefined;
}

const rank = { block: 4, looseItem: 3, item: 2, line: 1, inside: 0 } as const;
const itemMark = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/;
const lineMark = /^(?:[-+*>#=~`|]|\d{1,9}[.)])/;
const tableRule = /^(?=.*\|)[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|?)+$/;
/** How far behind a place the end of a format is looked for, in UTF-16 units. */
const lookahead = 500;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Cuts a Markdown text into parts of at most `limit` UTF-16 units: between blocks, otherwise between the items of a list,
 * between lines, or between words, outside of formats where that can be.
 */
export function* partsOf(text: string, limit: number): Generator<Part> {
  const reading: Reading = {};
  let places: Place[] = [];
  let start: Place = { at: 0, rank: rank.block };
  const partUntil = (place: Place): Part => {
    const { at, rank: startRank, ...rest } = start;
    const isInside = startRank === rank.inside;
    start = place;
    places = places.filter((each) => each.at > place.at);
    const { goesOn } = place;
    return {
      ...rest,
      text: text.slice(at, place.at),
      ...(isInside && { isInside }),
      ...(goesOn?.with === 'fence' && { closing: goesOn.opening.trim() }),
    };
  };
  let before = '';
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end).replace(/\n$/, '');
    const place = at === 0 ? undefined : placeBefore(line, before, at, reading);
    const within = inFence(reading);
    read(line, before, reading);
    if (place) places.push(place);
    // Behind the rest of an item that was cut, Markdown would not take "4." for the next one.
    if (start.rank === rank.inside && place?.counted !== undefined) yield partUntil(place);
    while (end - start.at > limit) {
      const best = bestOf(places, start.at + limit / 4, start.at + limit, text, start.at);
      yield partUntil(best ?? { at: wordEnd(text, start.at, limit), rank: rank.inside, ...within });
    }
    before = line;
    at = end;
  }
  if (start.at < text.length) yield partUntil({ at: text.length, rank: rank.block });
}

function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
}

function inFence({ fence }: Reading): Start {
  return fence ? { goesOn: { with: 'fence', opening: `${fence.run}\n` } } : {};
}

/** Whether and how a part may begin with this line. */
function placeBefore(line: string, before: string, at: number, reading: Reading): Place | undefined {
  const { fence, table, list } = reading;
  if (line.trim() === '') return undefined;
  if (fence)
    return reading.isFenceEmpty || closes(line, fence) ? undefined : { at, rank: rank.line, ...inFence(reading) };
  if (before.trim() !== '' && (tableRule.test(line) || /^ {0,3}(?:=+|-+)[ \t]*$/.test(line))) return undefined;
  if (table !== undefined && line.includes('|')) {
    return { at, rank: rank.line, goesOn: { with: 'table', opening: table } };
  }
  const isAfterBlank = before.trim() === '';
  const [item] = itemMark.exec(line) ?? [];
  if (item !== undefined) {
    const isSame = list && kindOf(list.first) === kindOf(item);
    const counts = list?.first === (list?.second ?? item) && /\d/.test(item);
    return {
      at,
      rank: isAfterBlank ? rank.looseItem : rank.item,
      ...(isSame && { counted: counts && Number.parseInt(list.first, 10) + list.items }),
    };
  }
  if (/^[ \t]/.test(line)) return { at, rank: rank.inside };
  if (isAfterBlank) return { at, rank: rank.block };
  return { at, rank: /^(?:#|>)/.test(line) ? rank.item : rank.line };
}

function read(line: string, before: string, reading: Reading): void {
  if (reading.fence) {
    if (closes(line, reading.fence)) reading.fence = undefined;
    if (line.trim() !== '') reading.isFenceEmpty = false;
    return;
  }
  reading.fence = fenceOf(line);
  reading.isFenceEmpty = true;
  if (line.trim() === '') reading.table = undefined;
  else if (before.includes('|') && tableRule.test(line)) reading.table = `${before}\n${line}\n`;
  const [item] = itemMark.exec(line) ?? [];
  const { list } = reading;
  if (item !== undefined) {
    if (list && kindOf(list.first) === kindOf(item)) {
      list.second ??= item;
      list.items += 1;
    } else reading.list = { first: item, items: 1 };
  } else if (/^\S/.test(line) && (before.trim() === '' || lineMark.test(line))) reading.list = undefined;
}

function kindOf(item: string): string {
  return item.slice(-1);
}

/** The best of the places that leave a part well filled, the last of those that are equally good. */
function bestOf(places: readonly Place[], least: number, most: number, text: string, from: number): Place | undefined {
  const all = places.filter(({ at }) => at > from && at <= most);
  const filled = all.filter(({ at }) => at >= least);
  const candidates = filled.length > 0 ? filled : all;
  const formats = formatsIn(text.slice(from, most + lookahead));
  const isOutside = ({ at }: Place) => !formats.some(([start, end]) => start < at - from && at - from < end);
  const ordered = candidates.toSorted((one, other) => other.rank - one.rank || other.at - one.at);
  return ordered.find((place) => place.rank > rank.line || place.goesOn || isOutside(place)) ?? ordered[0];
}

/** Where a part ends in the middle of a line: after a blank or a full stop, outside of formats where that can be. */
function wordEnd(text: string, start: number, limit: number): number {
  const window = text.slice(start, start + limit);
  const formats = formatsIn(text.slice(start, start + limit + lookahead));
  const words = Array.from(window.matchAll(/\s+|[。！？；，、]/g), (match) => match.index + match[0].length);
  const ends = (
    words.length > 0
      ? words
      : formats
          .map(([, end]) => end)
          .filter((end) => end <= limit)
          .toSorted(ascending)
  )
    .filter((end) => end > limit / 4 && !lineMark.test(text.slice(start + end, start + end + 12)))
    .toReversed();
  const outside = ends.find((end) => !formats.some(([from, to]) => from < end && end < to));
  const end = outside ?? ends[0] ?? graphemes.segment(text.slice(start, start + limit + 64)).containing(limit)?.index;
  return start + (end !== undefined && end > 0 ? end : limit);
}

/** The stretches of a text that marks or brackets hold together, roughly: from the first mark to the last. */
function formatsIn(text: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  const open: { readonly mark: string; readonly at: number }[] = [];
  const closeTo = (index: number, end: number) => {
    const [begun] = open.splice(index);
    if (begun) found.push([begun.at, end]);
  };
  for (const { 0: mark, index } of text.matchAll(/\\.|`+|\*+|_+|~~|\[|\](?:\([^\s)]*\))?|\n[ \t]*\n/g)) {
    const end = index + mark.length;
    const isInCode = open.at(-1)?.mark.startsWith('`') === true;
    const known = open.findLastIndex((each) => each.mark === (mark.startsWith(']') ? '[' : mark));
    if (/^\n/.test(mark)) open.length = 0;
    else if (mark.startsWith('\\') || (isInCode && known < 0)) continue;
    else if (known >= 0 && (mark.startsWith(']') || /\S/.test(text[index - 1] ?? ' '))) closeTo(known, end);
    else if (mark.startsWith('`') ? text.includes(mark, end) : /\S/.test(text[end] ?? ' '))
      open.push({ mark, at: index });
  }
  return found;
}

function ascending(one: number, other: number): number {
  return one - other;
}
