import { slotsOf } from './bind.js';
import type { TemplateCatalog } from './catalog.js';
import { baseLanguage, languageKey } from './language.js';
import type { Template } from './shape.js';
import { flatten, type Parts, takeApart } from './text.js';

/** A template, and what its slots would have to hold for its body to read like the text. */
export interface TemplateMatch {
  readonly template: Template;
  readonly parameters: Record<string, string>;
}

/**
 * Finds the template that a text reads like: the same words, whatever their case and the white space between them,
 * with something in the place of every variable. Of several, one in the conversation's language is taken first, then
 * the one with the most words of its own. Emphasis marks (`*`, `_`, `~`) are letters here like any other.
 * Takes time in proportion to the text's length and the number of templates.
 */
export function matchTemplate(text: string, catalog: TemplateCatalog, locale?: string): TemplateMatch | undefined {
  const line = lineOf(text);
  const folded = fold(line);
  const wanted = locale || catalog.defaultLanguage;
  let best: (TemplateMatch & { rank: number; words: number }) | undefined;
  for (const template of catalog) {
    const pattern = patternOf(template);
    const values = pattern && capture(pattern, line, folded);
    if (!values) continue;
    const rank = languageRank(template.language, wanted);
    const { words } = pattern;
    if (best && (rank < best.rank || (rank === best.rank && words <= best.words))) continue;
    const parameters = Object.fromEntries(template.slots.map((slot, index) => [slot, values.get(index + 1) ?? '']));
    best = { template, parameters, rank, words };
  }
  return best && { template: best.template, parameters: best.parameters };
}

/** A body in the form in which texts are held against it. */
interface Pattern extends Parts {
  /** The number of characters that are not variables. */
  readonly words: number;
}

const patterns = new WeakMap<Template, Pattern | 'never'>();

function patternOf(template: Template): Pattern | undefined {
  let pattern = patterns.get(template);
  if (!pattern) {
    pattern = canMatch(template) ? makePattern(template.body) : 'never';
    patterns.set(template, pattern);
  }
  return pattern === 'never' ? undefined : pattern;
}

/**
 * A text says nothing about a header's or a button's slot. An authentication template's body is written by WhatsApp,
 * not by its owner, and what it carries is a one-time code: that must be asked for by name, never guessed.
 */
function canMatch(template: Template): boolean {
  return template.category !== 'authentication' && slotsOf(template).length === template.slots.length;
}

function makePattern(body: string): Pattern {
  const { literals, positions } = takeApart(lineOf(body));
  const folded = literals.map(fold);
  return { literals: folded, positions, words: folded.join('').length };
}

/**
 * The values of the variables, by number. Goes through the text once, from literal to literal: the first stands at the
 * start, the last at the end, each other one at the first place that leaves something for the variable before it.
 * Never goes back: a later place would only leave less of the text for what is still to be found.
 */
function capture({ literals, positions }: Pattern, line: string, folded: string): Map<number, string> | undefined {
  const first = literals.at(0) ?? '';
  const last = literals.at(-1) ?? '';
  const values = new Map<number, string>();
  if (positions.length === 0) return folded === first ? values : undefined;
  if (!folded.startsWith(first) || !folded.endsWith(last)) return undefined;

  const end = line.length - last.length;
  let from = first.length;
  for (const [index, position] of positions.entries()) {
    const next = literals[index + 1] ?? '';
    const isLast = index === positions.length - 1;
    const known = values.get(position);
    // A variable that has stood before must read the same again.
    const least = from + (known?.length ?? 1);
    const to = isLast ? end : folded.indexOf(next, least);
    if (to < least || (known !== undefined && line.slice(from, to) !== known)) return undefined;
    values.set(position, line.slice(from, to));
    from = to + next.length;
  }
  for (const [position, value] of values) {
    const visible = flatten(value);
    if (visible === '') return undefined;
    values.set(position, visible);
  }
  return values;
}

function languageRank(language: string, wanted: string): number {
  if (languageKey(language) === languageKey(wanted)) return 2;
  return baseLanguage(language) === baseLanguage(wanted) ? 1 : 0;
}

function lineOf(text: string): string {
  return flatten(text.normalize('NFC'));
}

/** Lower case that keeps every character's place, so that what is found here can be cut out of the text itself. */
function fold(text: string): string {
  return text.replace(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
}
