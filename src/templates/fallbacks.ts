import { meantIn } from '../core/meant.js';
import { baseLanguage, languageKey } from './language.js';
import type { NameProblem } from './names.js';
import type { TemplateDraft } from './shape.js';
import { slotsOf } from './slots.js';

/**
 * Checks that the fallbacks of every template can be sent in its place: they are in the catalogue, each is named once,
 * and the template has all slots that they need. Two templates may be fallbacks of each other: each name is tried once.
 */
export function* fallbackProblems(templates: readonly (TemplateDraft | undefined)[]): Generator<NameProblem> {
  const byName = new Map<string, TemplateDraft[]>();
  for (const template of templates) {
    if (template?.name === undefined) continue;
    const versions = byName.get(template.name) ?? [];
    byName.set(template.name, versions);
    versions.push(template);
  }
  for (const [index, template] of templates.entries()) {
    for (const [at, name] of template?.fallback?.entries() ?? []) {
      const problem = template && problemOf(template, name, template.fallback?.indexOf(name) !== at, byName);
      if (problem !== undefined) yield { index, problem: `fallback[${at}] "${name}" ${problem}` };
    }
  }
}

function problemOf(
  template: TemplateDraft,
  name: string,
  isRepeated: boolean,
  byName: ReadonlyMap<string, readonly TemplateDraft[]>,
): string | undefined {
  if (name === template.name) return 'is the template itself';
  if (isRepeated) return 'is named before';
  const versions = byName.get(name);
  if (!versions) return `is not in the catalogue${meantIn(name, [...byName.keys()])}`;
  // Its slots could not be read, which is a fault of its own.
  if (!template.slots) return undefined;
  const own = new Set(namedSlots(template));
  for (const version of sentInstead(template, versions)) {
    const missing = namedSlots(version).find((slot) => !own.has(slot));
    if (missing === undefined) continue;
    return `needs the slot "${missing}" in ${version.language}, which this template does not have; slots are filled by name`;
  }
  return undefined;
}

/** The versions in the template's own language, or all if there are none. */
function sentInstead({ language = '' }: TemplateDraft, versions: readonly TemplateDraft[]): readonly TemplateDraft[] {
  const inLanguage = (keyOf: (language: string) => string) =>
    versions.filter((version) => keyOf(version.language ?? '') === keyOf(language));
  const [exact, near] = [inLanguage(languageKey), inLanguage(baseLanguage)];
  if (exact.length > 0) return exact;
  return near.length > 0 ? near : versions;
}

function namedSlots({ slots = [], header, buttons = [] }: TemplateDraft): string[] {
  const readable = buttons.filter((button) => button !== undefined);
  return slotsOf({ slots, buttons: readable, ...(header && { header }) });
}
