import type { Template } from '../templates/catalog.js';
import { baseLanguage, languageKey } from '../templates/language.js';
import type { ExportedTemplate } from './exported.js';
import type { Identity } from './fromExport.js';

/** An exported template, what it is called in the catalogue, and the catalogue's own version of it. */
export interface Identified {
  readonly exported: ExportedTemplate;
  readonly identity: Identity;
  readonly before?: Template | undefined;
}

/**
 * Says which template of a catalogue each exported one is. One that the catalogue has under its portal's name and in its
 * language keeps its name there. `parcel_af` in Afrikaans, beside `parcel` in another language, is a version of that:
 * a request carries no language, so the portal has a name for each.
 */
export function identify(all: readonly ExportedTemplate[], catalogue: readonly Template[]): Identified[] {
  return all.map((exported) => {
    const before = ownVersion(exported, all, catalogue);
    if (before) {
      const { name, language, portalName } = before;
      return { exported, identity: { name, language, portalName }, before };
    }
    const { name: portalName, language } = exported;
    const name = nameWithoutLanguage(exported);
    const isVersion = [...all, ...catalogue].some(
      (other) => other.name === name && baseLanguage(other.language) !== baseLanguage(language),
    );
    const isFree = !catalogue.some(
      (other) => other.name === name && languageKey(other.language) === languageKey(language),
    );
    if (name === undefined || !isVersion || !isFree) return { exported, identity: { name: portalName, language } };
    return { exported, identity: { name, language, portalName } };
  });
}

/** The catalogue's version: in the same language, or the only one in it but for the region (`en` for `en_US`). */
export function ownVersion(
  { name, language }: Pick<ExportedTemplate, 'name' | 'language'>,
  all: readonly Pick<ExportedTemplate, 'name' | 'language'>[],
  catalogue: readonly Template[],
): Template | undefined {
  const named = catalogue.filter((each) => (each.portalName ?? each.name) === name);
  const exact = named.find((each) => languageKey(each.language) === languageKey(language));
  if (exact) return exact;
  const isNear = (each: { language: string }) => baseLanguage(each.language) === baseLanguage(language);
  const near = named.filter(isNear);
  const rivals = all.filter((each) => each.name === name && isNear(each));
  return near.length === 1 && rivals.length === 1 ? near[0] : undefined;
}

function nameWithoutLanguage({ name, language }: ExportedTemplate): string | undefined {
  const lower = language.toLowerCase();
  const suffix = [`_${lower}`, `_${baseLanguage(language)}`].find((each) => name.endsWith(each));
  return suffix === undefined || suffix === name ? undefined : name.slice(0, -suffix.length);
}
