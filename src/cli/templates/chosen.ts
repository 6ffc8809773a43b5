import { InvalidInputError } from '../../core/errors.js';
import { meantIn } from '../../core/meant.js';
import type { Template, TemplateCatalog } from '../../templates/catalog.js';

/** The versions of a template that are asked for: all of a name, or the one in a language. @throws InvalidInputError */
export function versionsOf(catalog: TemplateCatalog, name: string, language?: string): readonly Template[] {
  const versions = [...catalog].filter((template) => template.name === name);
  if (versions.length === 0) {
    throw new InvalidInputError(
      'name',
      `there is no template "${name}" in the catalogue${meantIn(name, catalog.names)}`,
    );
  }
  if (language === undefined) return versions;
  const found = catalog.find(name, undefined, language);
  if (found) return [found];
  const languages = versions.map((template) => template.language).join(', ');
  throw new InvalidInputError('--language', `"${name}" is not there in ${language}, only in ${languages}`);
}
