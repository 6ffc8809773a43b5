import { takeApart } from '../templates/text.js';
import type { VariableText } from './exported.js';
import * as words from './slotWords.js';

const greetings = new Set(words.greetings);
const fillers = new Set(words.fillers);
const nouns = byWord(words.nouns);
const units = byWord(words.units);

/** What the example of a value tells of it. The first that fits counts. */
const kinds: readonly (readonly [slot: string, example: RegExp])[] = [
  ['link', /^(?:https?:\/\/|www\.)\S+$/i],
  ['email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['percent', /^\d+(?:[.,]\d+)?\s?%$/],
  ['amount', /^(?:R|ZAR|USD|EUR|GBP|[$€£₦₹])\s?\d[\d\s.,]*$|^\d[\d\s,]*\.\d\d$/],
  ['time', /^\d{1,2}[:h]\d{2}(?:\s?[ap]m)?$|^\d{1,2}\s?[ap]m$/i],
  [
    'date',
    /^\d{4}-\d\d-\d\d$|^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$|^\d{1,2}(?:st|nd|rd|th)? \p{L}{3,}(?: \d{4})?$|^\p{L}{3,} \d{1,2},? \d{4}$/iu,
  ],
  ['phone', /^\+\d[\d\s-]{7,}$/],
  ['reference', /^(?=.*\d)(?=.*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)*$/],
];

/** As in "{{1}} is your verification code". */
const isYourNoun =
  /^[\s*_~]*(?:is|are)\s+(?:your|the|jou|die)\s+(?:\p{L}+\s+){0,2}?(\p{L}+)(?=[\s.,!]*(?:[.,!\n]|$))/iu;

/**
 * Names for the variables of a text, for a person to check: those that the portal gives them, or what the words around
 * them and their examples tell; otherwise `value1`, `value2`, …. They differ from each other and from those that are
 * `taken`. `known` are names that count more, by number.
 */
export function guessSlots(
  given: VariableText,
  taken: ReadonlySet<string>,
  known: readonly (string | undefined)[] = [],
): string[] {
  const { literals, positions } = takeApart(given.text);
  const used = new Set([...taken, ...known.filter((name) => name !== undefined)]);
  return given.names.map((own, index) => {
    const kept = known[index];
    if (kept !== undefined) return kept;
    const place = positions.indexOf(index + 1);
    const [before = '', after = ''] = [literals[place], literals[place + 1]];
    const name = slotOf(own ?? '') || guess(before, after, given.examples[index] ?? '') || `value${index + 1}`;
    const free = freeName(name, used);
    used.add(free);
    return free;
  });
}

/** A name for the part of an address: what stands before it in the address. */
export function guessUrlSlot({ text }: VariableText, taken: ReadonlySet<string>): string {
  const [before = ''] = takeApart(text).literals;
  const last = /([a-z]+)[/=_-]$/i.exec(before)?.[1]?.toLowerCase() ?? '';
  const noun = nouns.get(last) ?? nouns.get(last.replace(/s$/, ''));
  return freeName(noun ?? (/[?&]\w+=$/.test(before) ? slotOf(last) : '') ?? '', taken) || freeName('link', taken);
}

function guess(before: string, after: string, example: string): string | undefined {
  const spoken = wordsOf(before.split(/[.!?\n]\s*(?=\S*$)|\n/).at(-1) ?? '');
  const meaning = spoken.filter((word) => !fillers.has(word));
  const [last = ''] = meaning.slice(-1);
  if (/^\s*[*_~]*\s*(?:[,!.*_~]|$)/.test(after) && spoken.length > 0 && greetings.has(spoken.at(-1) ?? ''))
    return 'name';
  const noun = nouns.get(last);
  if (noun !== undefined) return noun;
  const told = nouns.get(isYourNoun.exec(after)?.[1]?.toLowerCase() ?? '');
  if (told !== undefined) return told;
  const unit = units.get(/^\s*(%|\p{L}+)/u.exec(after)?.[1]?.toLowerCase() ?? '');
  if (unit !== undefined) return unit;
  if (/(?:^|[\s(])(?:R|ZAR|USD|EUR|GBP|[$€£₦₹])\s?$/.test(before)) return 'amount';
  return kinds.find(([, form]) => form.test(example.trim()))?.[0];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}']+/gu) ?? [];
}

/** The letters, digits and underscores of a name; empty if there are none. */
function slotOf(name: string): string {
  return name
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
}

function freeName(name: string, used: ReadonlySet<string>): string {
  if (name === '' || !used.has(name)) return name;
  let count = 2;
  while (used.has(`${name}${count}`)) count += 1;
  return `${name}${count}`;
}

function byWord(meanings: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(meanings).flatMap(([slot, all]) => all.map((word): [string, string] => [word, slot])));
}
