import { isDeepStrictEqual } from 'node:util';
import { TemplateCatalogError, TemplateNotFoundError } from '../core/errors.js';
import { baseLanguage, languageKey } from './language.js';
import { catalogProblems, lint } from './lint.js';
import type { TemplateReference } from './message.js';
import { readCatalogueJson } from './readJson.js';
import { reengagementFaults, reengagementValues } from './reengagement.js';
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
  /** The template that asks a person to answer, because something is held for them. */
  readonly reengagement: string | undefined;
  readonly #templates: readonly Template[];
  readonly #versions: ReadonlyMap<string, Versions>;

  private constructor(templates: readonly Template[], defaultLanguage: string, reengagement?: string) {
    this.defaultLanguage = defaultLanguage;
    this.reengagement = reengagement;
    this.#templates = templates;
    this.#versions = versionsByName(templates, defaultLanguage);
  }

  /**
   * Reads a catalogue: `{ "defaultLanguage": "en", "reengagement": "open_again", "templates": [ … ] }`. The default
   * language is `en` unless another is given. Without `reengagement`, a message can be held only behind a template of its
   * own.
   *
   * @throws TemplateCatalogError with every fault of every template.
   */
  static parse(json: unknown): TemplateCatalog {
    const { templates, drafts, defaultLanguage, reengagement, faults } = readShape(json);
    const all = [...faults, ...lint(drafts, defaultLanguage)];
    if (all.length === 0) all.push(...reengagementFaults(reengagement, templates));
    if (defaultLanguage === undefined || all.length > 0) throw new TemplateCatalogError(all);
    return new TemplateCatalog(templates, defaultLanguage, reengagement);
  }

  /**
   * Reads a catalogue from a JSON file.
   *
   * @throws TemplateCatalogError with every fault; also if the file cannot be read or is not JSON.
   */
  static async load(path: string): Promise<TemplateCatalog> {
    return TemplateCatalog.parse(await readCatalogueJson(path));
  }

  /** A catalogue without templates: while the window is closed, nothing can be sent. */
  static empty(): TemplateCatalog {
    return new TemplateCatalog([], 'en');
  }

  /**
   * A new catalogue with the templates of both, and this one's default language.
   *
   * @throws TemplateCatalogError if both have a template of the same name and language, and the two differ, if a request
   * could not tell a template of one from a template of the other, if a fallback could not be filled, or if their re-engagement templates differ.
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
    const { reengagement = other.reengagement } = this;
    if (other.reengagement !== undefined && other.reengagement !== reengagement) {
      faults.push(`reengagement is "${reengagement}" in one catalogue, and "${other.reengagement}" in the other.`);
    }
    const all = [...this.#templates, ...added];
    for (const { index, problem } of faults.length > 0 ? [] : catalogProblems(all, this.defaultLanguage)) {
      const { name = '', language = '' } = all[index] ?? {};
      faults.push(`Template "${name}" (${language}): ${problem}.`);
    }
    if (faults.length > 0) throw new TemplateCatalogError(faults);
    return new TemplateCatalog(all, this.defaultLanguage, reengagement);
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
    if (this.#templates.length === 0) throw new TemplateNotFoundError(name, { isEmpty: true });
    const languages = [...(this.#versions.get(name)?.exact.values() ?? [])].map((each) => each.language);
    throw new TemplateNotFoundError(name, { languages, language: language ?? locale ?? this.defaultLanguage });
  }

  /** The re-engagement template for a person, whose name may not be known; `undefined` if the catalogue has none. */
  asking(person: string | undefined, locale?: string): TemplateReference | undefined {
    if (this.reengagement === undefined) return undefined;
    const template = this.get(this.reengagement, locale);
    const { name, language } = template;
    return { name, language, parameters: reengagementValues(template, person) };
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
