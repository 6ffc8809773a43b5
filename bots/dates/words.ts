import { isOneSlip } from '../talk/slip.js';
import type { Language } from '../words.js';
import afrikaans from './words.af.json' with { type: 'json' };
import english from './words.en.json' with { type: 'json' };

/** A word of a text, in the one spelling that the rest of this folder knows: `tmrw` is `tomorrow`, `two` is `2`. */
export interface Word {
  /** `_` for what has nothing to do with time. */
  readonly plain: string;
  readonly said: string;
  /** Where it is in the person's text: the first character, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** What may stand between two words that belong to one time. */
export const links: ReadonlySet<string> = new Set(english.links);

const inEnglish = new Map([...english.links.map((word) => [word, word] as const), ...spelled(english.plain)]);
const spellings = { en: inEnglish, af: new Map([...inEnglish, ...spelled(afrikaans.plain)]) };
const zones = new Map(Object.entries(english.zones));
const cities = new Map(
  Intl.supportedValuesOf('timeZone').map((zone) => [zone.replace(/^.*\//, '').replace(/_/g, ' ').toLowerCase(), zone]),
);
const needNeighbours = new Set(english.needNeighbours);
const neverNames = new Set(english.neverNames);
/** Only these are long and rare enough to be recognised with a typing error in them. */
const names =
  'monday tuesday wednesday thursday friday saturday sunday january february september october november december august tomorrow yesterday'.split(
    ' ',
  );

const tokens = new RegExp(
  [
    // Sums of money, measures, telephone numbers and codes are no times.
    /(?<![\p{L}\p{N}])(?:R|ZAR|USD|EUR|GBP|\p{Sc}|#)\s?\d[\d.,]*\b/u,
    /\d[\d.,]*\s?(?:%|rands?\b|bucks\b|dollars?\b|pounds?\b|euros?\b|kg\b|g\b|k\b|km\b|cm\b|ml\b|gb\b|mb\b|x\b)/u,
    /\+?\d{3,}(?:-\d{3,})+|\d{5,}|\d{1,3}(?:,\d{3})+(?:\.\d+)?/u,
    /\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)|\d{1,2}\/\d{1,2}(?![\d/])/u,
    /\d{1,2}[:h]\d{2}(?::\d{2})?(?!\d)|\d{1,2}\.\d{2}(?![\d.])/u,
    /(?:gmt|utc)\s?[+-]\s?\d{1,2}(?::?\d{2})?(?!\d)|[+-]\d{2}:\d{2}/u,
    /\d{1,2}(?:st|nd|rd|th|ste|de)(?!\p{L})/u,
    /2(?:moro|morrow|nite|night)\b/u,
    /\d+(?:[.,]\d+)?/u,
    /[ap]\.m\.?|\p{L}-?\d[\p{L}\d]*|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/u,
    /[-–—/&@]/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
);

interface Token {
  readonly said: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text. Words for times are recognised in the language, and always in English. */
export function plainWords(text: string, language: Language = 'en'): readonly Word[] {
  const said = [...text.matchAll(tokens)].map((found) => ({
    said: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
  const words: Word[] = [];
  for (let at = 0; at < said.length; ) {
    const { plain, count } = read(text, said, at, spellings[language]);
    const [first, last] = [said[at], said[at + count - 1]];
    at += count;
    if (!first || !last) break;
    const place = { said: text.slice(first.start, last.end), start: first.start, end: last.end };
    for (const word of plain.split(' ')) words.push({ plain: word, ...place });
  }
  return words.map((word, at) => {
    const [before, after] = [words[at - 1], words[at + 1]];
    if (isAfrikaansOr(word, before, after)) return { ...word, plain: 'or' };
    return isTime(word, before, after) ? word : { ...word, plain: '_' };
  });
}

/** The longest run of words that is known, and what it is in plain words. */
function read(text: string, said: readonly Token[], at: number, known: ReadonlyMap<string, string>) {
  for (let count = 4; count > 0; count--) {
    const [first, last] = [said[at], said[at + count - 1]];
    if (!first || !last) continue;
    const key = keyOf(text.slice(first.start, last.end));
    const plain = known.get(key) ?? (count > 1 ? (tens(key, known) ?? city(key)) : single(key, first.said, known));
    if (plain !== undefined) return { plain, count };
  }
  return { plain: '_', count: 1 };
}

function single(key: string, said: string, known: ReadonlyMap<string, string>): string | undefined {
  if (/^\d+(?:[.,]\d+)?$/.test(key)) return key.replace(',', '.');
  const ordinal = /^(\d+)(?:st|nd|rd|th|ste|de)$/.exec(key)?.[1];
  if (ordinal) return `${Number(ordinal)}th`;
  if (/^\d{1,4}([/.:h-]\d{1,2})+(?:\d\d)?$/.test(key) || /^q[1-4]$/.test(key)) return key;
  const offset = /^(?:gmt|utc)?\s?([+-])\s?(\d{1,2})(:?\d{2})?$/.exec(key);
  if (offset) return `zone:UTC${offset[1]}${offset[2]}${offset[3] ? `:${offset[3].replace(':', '')}` : ''}`;
  const zone = zones.get(key);
  if (zone && (said === said.toUpperCase() || !/^(?:cat|ist)$/.test(key))) return `zone:${zone.join(',')}`;
  const owned = known.get(key.replace(/['’]s?$/, ''));
  if (owned !== undefined) return owned;
  return key.length < 6 || neverNames.has(key) ? undefined : names.find((name) => isOneSlip(key, name));
}

/** "Twenty five" and "twenty-first". */
function tens(key: string, known: ReadonlyMap<string, string>): string | undefined {
  const [ten = '', one = '', more] = key.split(' ').map((word) => known.get(word));
  return more === undefined && !/\d/.test(key) && /^[2-5]0$/.test(ten) && /^[1-9](?:th)?$/.test(one)
    ? `${Number(ten) + Number.parseInt(one, 10)}${one.slice(1)}`
    : undefined;
}

/** "London time". */
function city(key: string): string | undefined {
  const zone = /^(.+) time$/.exec(key)?.[1];
  if (zone === undefined) return undefined;
  const found = cities.get(zone) ?? zones.get(zone)?.join(',');
  return found && `zone:${found}`;
}

/** "Maandag of Dinsdag" and "2 of 3 ure": between words of a kind, "of" is no English. */
function isAfrikaansOr({ plain }: Word, before: Word | undefined, after: Word | undefined): boolean {
  const isBoth = (kind: RegExp) => kind.test(before?.plain ?? '') && kind.test(after?.plain ?? '');
  return plain === 'of' && (isBoth(/day$|morrow$/) || isBoth(/^\d+$/));
}

/** Whether a word is about time there: "Sat" and "may" are something else beside words that have nothing to do with it. */
function isTime({ plain, said }: Word, before: Word | undefined, after: Word | undefined): boolean {
  if (/^(?:am|pm|ish|h|m|s|oclock)$/.test(plain)) return /^\d|^am|^pm/.test(before?.plain ?? '');
  if (!needNeighbours.has(said.toLowerCase())) return true;
  if (plain === 'may' && /^(?:i|we|you|he|she|it|they|be|have|also|not|need|want)$/i.test(after?.said ?? ''))
    return false;
  if (before?.plain === 'the') return false;
  return after === undefined || after.plain !== '_' || before === undefined || before.plain !== '_';
}

function keyOf(said: string): string {
  const letters = said.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'");
  return letters.replace(/(?<=\p{L})-(?=\p{L})|\s+/gu, ' ');
}

function spelled(plain: Readonly<Record<string, readonly string[]>>): readonly (readonly [string, string])[] {
  return Object.entries(plain).flatMap(([word, others]) => [word, ...others].map((each) => [each, word] as const));
}
