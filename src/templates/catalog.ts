import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { TemplateCatalogError, TemplateNotFoundError } from '../core/errors.js';
import { baseLanguage, languageKey } from './language.js';
import { catalogProblems, lint } from './lint.js';
import { readShape, type Template } from './shape.js';

export type { Template, TemplateButton, TemplateCategory, TemplateHeader } from './shape.js';

/** One template in its languages, by their keys. */
interface Versions {
  readonly exact: Map<string, Template>;
  /** `exact`, and for each language that is only there with a region (`pt_BR`), the version without one (`pt`). */
  readonly near: Map<string, Template>;
}

/**
 * The approved templates, as they are in Clickatell's portal. A catalogue is checked when it is read, so a template
 * that WhatsApp would refuse is found then and not when it is sent.
 *
 *     const templates = await TemplateCatalog.load('templates.json');
 */
export class TemplateCatalog implements Iterable<Template> {
  /** The language used if the conversation's language is unknown or a template has no version in it. */
  readonly defaultLanguage: string;
  readonly #templates: readonly Template[];
  readonly #versions: ReadonlyMap<string, Versions>;

  private constructor(templates: readonly Template[], defaultLanguage: string) {
    this.defaultLanguage = defaultLanguage;
    this.#templates = templates;
    this.#versions = versionsByName(templates, defaultLanguage);
  }

  /**
   * Reads a catalogue: `{ "defaultLanguage": "en", "templates": [ … ] }`, where the default language is `en` unless
   * another is given.
   *
   * @throws TemplateCatalogError with every fault of every template.
   */
  static parse(json: unknown): TemplateCatalog {
    const { templates, drafts, defaultLanguage, faults } = readShape(json);
    const all = [...faults, ...lint(drafts, defaultLanguage)];
    if (defaultLanguage === undefined || all.length > 0) throw new TemplateCatalogError(all);
    return new TemplateCatalog(templates, defaultLanguage);
  }

  /**
   * Reads a catalogue from a JSON file.
   *
   * @throws TemplateCatalogError with every fault; also if the file cannot be read or is not JSON.
   */
  static async load(path: string): Promise<TemplateCatalog> {
    return TemplateCatalog.parse(await readJson(path));
  }

  /** A catalogue without templates: while the window is closed, nothing can be sent. */
  static empty(): TemplateCatalog {
    return new TemplateCatalog([], 'en');
  }

  /**
   * A new catalogue with the templates of both, and this one's default language.
   *
   * @throws TemplateCatalogError if both have a template of the same name and language, and the two differ, or if a
   * request could not tell a template of one from a template of the other, or a fallback could not be filled.
   */
  merge(other: TemplateCatalog): TemplateCatalog {
    const added: Template[] = [];
    const faults: string[] = [];
    for (const template of other) {
      const { name, language } = template;
      const mine = this.#versions.get(name)?.exact.get(languageKey(language));
      if (!mine) added.push(template);
      else if (!isDeepStrictEqual(mine, template)) {
        faults.push(`Template "${name}" (${language}) is in both catalogues, and the two differ.`);
      }
    }
    const all = [...this.#templates, ...added];
    for (const { index, problem } of faults.length > 0 ? [] : catalogProblems(all, this.defaultLanguage)) {
      const { name = '', language = '' } = all[index] ?? {};
      faults.push(`Template "${name}" (${language}): ${problem}.`);
    }
    if (faults.length > 0) throw new TemplateCatalogError(faults);
    return new TemplateCatalog(all, this.defaultLanguage);
  }

  /**
   * The template of this name. If a language is given, only that version counts. Otherwise it is the best version there
   * is: in the locale, in the locale's language without or with another region, the same for the default language, or
   * the only version.
   */
  find(name: string, locale?: string, language?: string): Template | undefined {
    const versions = this.#versions.get(name);
    if (!versions) return undefined;
    const { exact, near } = versions;
    if (language !== undefined) return exact.get(languageKey(language));
    for (const wanted of [locale, this.defaultLanguage]) {
      const found = wanted && (near.get(languageKey(wanted)) ?? near.get(baseLanguage(wanted)));
      if (found) return found;
    }
    return exact.size === 1 ? exact.values().next().value : undefined;
  }

  /**
   * The versions of a template that a person may be sent, the best first: in the locale, in its language without a
   * region, and the same for the default language. The first is what `find` finds. If a language is given, only that
   * version counts.
   */
  versions(name: string, locale?: string, language?: string): Template[] {
    const first = this.find(name, locale, language);
    const near = this.#versions.get(name)?.near;
    if (!first || !near || language !== undefined) return first ? [first] : [];
    const keys = [locale, this.defaultLanguage].flatMap((wanted) =>
      wanted ? [languageKey(wanted), baseLanguage(wanted)] : [],
    );
    const found = keys.map((key) => near.get(key)).filter((template) => template !== undefined);
    return [...new Set([first, ...found])];
  }

  /** As `find`. @throws TemplateNotFoundError */
  get(name: string, locale?: string, language?: string): Template {
    const template = this.find(name, locale, language);
    if (template) return template;
    const languages = [...(this.#versions.get(name)?.exact.values() ?? [])].map((each) => each.language);
    throw new TemplateNotFoundError(name, { languages, language: language ?? locale ?? this.defaultLanguage });
  }

  /** The names, each once, in the catalogue's order. */
  get names(): string[] {
    return [...this.#versions.keys()];
  }

  /** Every template in every language, in the catalogue's order. */
  [Symbol.iterator](): Iterator<Template> {
    return this.#templates[Symbol.iterator]();
  }
}

function versionsByName(templates: readonly Template[], defaultLanguage: string): Map<string, Versions> {
  const byName = new Map<string, Versions>();
  for (const template of templates) {
    const key = languageKey(template.language);
    const versions = byName.get(template.name) ?? { exact: new Map(), near: new Map() };
    byName.set(template.name, versions);
    versions.exact.set(key, template);
    versions.near.set(key, template);
  }
  for (const { exact, near } of byName.values()) {
    // Of several regions, the default language's comes first, then the first in the catalogue.
    const preferred = exact.get(languageKey(defaultLanguage));
    for (const template of preferred ? [preferred, ...exact.values()] : exact.values()) {
      const base = baseLanguage(template.language);
      if (!near.has(base)) near.set(base, template);
    }
  }
  return byName;
}

async function readJson(path: string): Promise<unknown> {
  try {
    const text = await readFile(path, 'utf8');
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const what = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new TemplateCatalogError([`The file ${path} ${what}: ${problem}`]);
  }
}
