import type { Template, TemplateCatalog } from '../templates/catalog.js';
import { baseLanguage } from '../templates/language.js';
import { takeApart } from '../templates/text.js';

export interface CatalogueSummary {
  /** Names, each once. */
  readonly names: number;
  readonly templates: number;
  /** How many templates each language and each category has, the most first. */
  readonly languages: readonly (readonly [string, number])[];
  readonly categories: readonly (readonly [string, number])[];
  /** What would not keep the catalogue from loading, and is likely to be a mistake. One sentence each. */
  readonly warnings: readonly string[];
}

/** Two bodies of which this share of the words is the same are likely to be taken for each other. */
const nearlyTheSame = 0.9;

/** What is in a catalogue, and what in it looks like a mistake. */
export function summarize(catalog: TemplateCatalog): CatalogueSummary {
  const all = [...catalog];
  return {
    names: catalog.names.length,
    templates: all.length,
    languages: counted(all.map(({ language }) => language)),
    categories: counted(all.map(({ category }) => category)),
    warnings: [...missingLanguages(catalog), ...nearDuplicates(all), ...withoutReengagement(catalog)],
  };
}

function counted(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([one, count], [other, otherCount]) => otherCount - count || (one < other ? -1 : 1));
}

/** A template that is there in some of the catalogue's languages: who speaks another gets the default language. */
function* missingLanguages(catalog: TemplateCatalog): Generator<string> {
  const languages = new Set([...catalog].map(({ language }) => baseLanguage(language)));
  for (const name of catalog.names) {
    const own = new Set(
      [...catalog].filter((each) => each.name === name).map(({ language }) => baseLanguage(language)),
    );
    const missing = [...languages].filter((language) => !own.has(language));
    // Of a template in one language alone nobody expects another.
    if (own.size < 2 || missing.length === 0) continue;
    yield `"${name}" is not there in ${missing.join(', ')}: people who speak that get it in ${catalog.defaultLanguage}.`;
  }
}

function* nearDuplicates(all: readonly Template[]): Generator<string> {
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) {
      if (one.name === other.name || baseLanguage(one.language) !== baseLanguage(other.language)) continue;
      const share = sharedWords(one, other);
      if (share < nearlyTheSame) continue;
      const how = share === 1 ? 'the same words' : 'nearly the same words';
      yield `"${one.name}" and "${other.name}" (${one.language}) have ${how}: a text that reads like both leaves as one of them.`;
    }
  }
}

/** The share of the words that both bodies have, of those that the longer one has. */
function sharedWords(one: Template, other: Template): number {
  const [ours, theirs] = [wordsOf(one), wordsOf(other)];
  const left = new Map<string, number>();
  for (const word of theirs) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of ours) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 1;
  }
  return shared / Math.max(ours.length, theirs.length, 1);
}

function wordsOf({ body }: Template): string[] {
  return takeApart(body).literals.flatMap((literal) => literal.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
}

function* withoutReengagement(catalog: TemplateCatalog): Generator<string> {
  if (catalog.reengagement !== undefined || catalog.names.length === 0) return;
  yield 'There is no "reengagement" template, so a message can be held only with a template of its own.';
}
