import type { Definition } from 'mdast';
import { type Context, markdownBlocks } from './blocks.js';
import { unwrapped } from './fence.js';
import { type Part, partsOf } from './parts.js';

/** The parser takes quadratic time for emphases, so a longer text is converted in parts. In UTF-16 units. */
const longestWhole = 4000;
/** The columns of a table are as wide as its parts need, so it is kept together as long as that takes no time. */
const longestTable = 8000;
/** Small enough to be converted within 50 ms on a slow machine. */
const longestPart = 1000;

/** Lists and quotes in each other, on one line: for these, too, the parser takes quadratic time. */
const nested = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])(?=[ \t>])){20}/m;

/** Whether converting a text at once could hold others up. In UTF-16 units. */
export function isHeavy(text: string, whole = longestWhole): boolean {
  return text.length > whole || nested.test(text);
}

const definitionLine = /^ {0,3}\[([^\]\n]+)\]:[ \t]*\S.*$/gm;
const mention = /\[([^\]\n]{1,999})\]/g;

/**
 * Converts a Markdown text part by part, and lets the caller go on with something else after each. `isMarkup` tells
 * whether anything in a part could be markup. The addresses of references are found wherever the text defines them.
 *
 * @param whole the greatest length of a text that is converted at once, in UTF-16 units.
 */
export function* convertedInParts(
  given: string,
  isMarkup: (text: string) => boolean,
  { whole = longestWhole, part: longest = longestPart } = {},
): Generator<undefined, string> {
  const text = unwrapped(given);
  if (!isHeavy(text, whole)) return markdownBlocks(text);
  const contextOf = contexts(text);
  let result = '';
  /** What stands between the parts so far and the next one. */
  let gap = '';
  for (const part of withTables(partsOf(text, longest), longestTable)) {
    const content = part.text.trimEnd();
    const isPlain = !part.goesOn && part.closing === undefined && !isMarkup(content);
    const shown = isPlain ? content : markdownBlocks(content, contextOf({ ...part, text: content }));
    // Blank lines before the first block are not shown.
    if (!part.goesOn) gap += lineEnds(/^(?:[ \t]*\n)*/.exec(part.text)?.[0] ?? '');
    if (shown.trim() !== '') {
      result = result === '' ? shown : joined(result, gap, shown, part);
      gap = '';
    }
    gap = longer(gap, gapBehind(part.text));
    yield;
  }
  return result;
}

/** Joins the parts of a table that together are not too long. */
function* withTables(parts: Iterable<Part>, most: number): Generator<Part> {
  let waiting: Part | undefined;
  for (const part of parts) {
    if (waiting && part.goesOn?.with === 'table' && waiting.text.length + part.text.length <= most) {
      const { goesOn: _, ...rest } = part;
      waiting = { ...rest, ...waiting, text: waiting.text + part.text };
    } else {
      if (waiting) yield waiting;
      waiting = part;
    }
  }
  if (waiting) yield waiting;
}

/** The line ends at the end of a part, or the blanks if it ends within a line. */
function gapBehind(text: string): string {
  const blank = text.slice(text.trimEnd().length);
  return lineEnds(blank) || blank;
}

function lineEnds(blank: string): string {
  return blank.replace(/[^\n]/g, '');
}

function longer(one: string, other: string): string {
  return one.length > other.length ? one : other;
}

function joined(before: string, gap: string, shown: string, { goesOn }: Part): string {
  const isCut = goesOn?.with === 'fence' && before.endsWith('\n```') && shown.startsWith('```\n');
  if (isCut) return before.slice(0, -4) + gap + shown.slice(4);
  // The rows of a wide table stand a blank line apart.
  const isRow = goesOn?.with === 'table' && !before.endsWith('```');
  return before + (isRow ? '\n\n' : gap) + shown;
}

/** Makes what a part has to know of the text: the references that it shows may be defined anywhere. */
function contexts(text: string): (part: Part) => Context {
  const lines = new Map<string, string>();
  for (const { 0: line, 1: label = '' } of text.matchAll(definitionLine)) {
    if (!lines.has(folded(label))) lines.set(folded(label), line.trim());
  }
  const used = lines.size > 0 ? mentionedIn(text.replace(definitionLine, '')) : new Set<string>();
  const defined = new Set<string>();
  const isShown = ({ identifier }: Definition) => {
    const isFirst = !defined.has(folded(identifier));
    defined.add(folded(identifier));
    return isFirst && used.has(folded(identifier));
  };
  return (part) => {
    const needed = lines.size > 0 ? [...mentionedIn(part.text)].flatMap((label) => lines.get(label) ?? []) : [];
    return {
      definitions: needed.length > 0 ? `${needed.join('\n')}\n\n` : '',
      opening: part.goesOn?.opening ?? '',
      closing: part.closing === undefined ? '' : `\n${part.closing}`,
      counted: part.counted,
      isInside: part.isInside === true,
      isShown,
    };
  };
}

function mentionedIn(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(mention), ([, label = '']) => folded(label)));
}

function folded(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase();
}
