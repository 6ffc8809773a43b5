import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Template, TemplateCatalog } from '../templates/catalog.js';
import { baseLanguage, languageKey } from '../templates/language.js';
import { catalogProblems, problemsOf } from '../templates/lint.js';
import { categoryOf } from './category.js';
import { isActive, type PortalExport, whyLeftOut } from './exported.js';
import { fromExport, type Identity } from './fromExport.js';
import { type Identified, identify } from './identify.js';

/** A template that was taken into the catalogue. */
export interface Imported {
  readonly template: Template;
  readonly outcome: 'added' | 'changed' | 'same';
  /** The fields that differ from what the catalogue had. */
  readonly fields: readonly string[];
  /** Slot → the example that the export has of its value. */
  readonly examples: Readonly<Record<string, string>>;
}

/** A template that was not taken. */
export interface LeftOut {
  readonly name: string;
  readonly language: string;
  /** Why, as a phrase. */
  readonly why: string;
  /** Whether the catalogue has it, as it was. */
  readonly isInCatalogue: boolean;
}

export interface Import {
  /** The catalogue as JSON, sorted. It can be loaded. */
  readonly catalogue: Readonly<Record<string, unknown>>;
  readonly imported: readonly Imported[];
  readonly leftOut: readonly LeftOut[];
  /** Those of the catalogue that the export does not have. */
  readonly kept: readonly Template[];
  readonly notes: readonly string[];
}

const outerShape = z.record(z.string(), z.unknown());

/**
 * Takes an export's templates into a catalogue. What a person has added there stays: names, slots, fallbacks, and templates
 * that the export does not have. `into` is the JSON of a catalogue; without it, a new one is made.
 *
 * @throws TemplateCatalogError if `into` is no catalogue, or would not be one any more.
 */
export function importTemplates(given: PortalExport, into: unknown, wanted?: string): Import {
  const before = into === undefined ? TemplateCatalog.empty() : TemplateCatalog.parse(into);
  const outer = outerShape.parse(into ?? {});
  const own = [...before];
  const language = wanted ?? (own.length > 0 ? before.defaultLanguage : mostFrequent(given));
  const leftOut: LeftOut[] = [];
  const leave = ({ exported: { name, language }, before }: Identified, why: string) => {
    leftOut.push({ name, language, why, isInCatalogue: before !== undefined });
  };

  const identified = identify(given.templates, own);
  const taken = new Map<string, Imported>();
  // The default language first: the slots of its version name those of the others.
  for (const each of inOrder(identified, language)) {
    const { exported, identity, before } = each;
    const category = categoryOf(exported.category) ?? before?.category;
    const rival = rivalOf(
      identity,
      [...taken.values()].map(({ template }) => template),
      own,
    );
    const unfit = whyLeftOut(exported);
    if (unfit !== undefined) leave(each, unfit);
    else if (category === undefined) leave(each, `its category "${exported.category ?? ''}" is not known`);
    else if (rival !== undefined) leave(each, rival);
    else {
      const like = [...taken.values()].find(({ template }) => template.name === identity.name)?.template;
      const template = fromExport(exported, identity, category, before, like);
      const problems = [...problemsOf(template)];
      if (problems.length > 0) leave(each, problems.join('; '));
      else
        taken.set(keyOf(template), { template, ...compared(before, template), examples: examplesOf(each, template) });
    }
  }

  const rest = own.filter((template) => !taken.has(keyOf(template)));
  dropUnreachable(taken, rest, language, leftOut);
  const templates = [...rest, ...[...taken.values()].map(({ template }) => template)].sort(byName(language));
  const catalogue = { ...outer, defaultLanguage: language, templates };
  const isLeft = (template: Template) =>
    leftOut.some(({ name, language, isInCatalogue }) => {
      return (
        isInCatalogue &&
        name === (template.portalName ?? template.name) &&
        baseLanguage(language) === baseLanguage(template.language)
      );
    });
  TemplateCatalog.parse(catalogue);
  const isChanged = own.length > 0 && language !== before.defaultLanguage;
  const changed = isChanged ? [`The default language was ${before.defaultLanguage}, and is ${language} now.`] : [];
  return {
    catalogue,
    imported: [...taken.values()].sort((one, other) => byName(language)(one.template, other.template)),
    leftOut,
    kept: rest.filter((template) => !isLeft(template)),
    notes: [...given.notes, ...changed, ...numberedNotes(given)],
  };
}

/** Why a template cannot stand beside those that are taken already; `undefined` if it can. */
function rivalOf(
  { name, language, portalName = name }: Identity,
  taken: readonly Template[],
  own: readonly Template[],
): string | undefined {
  const others = [...taken, ...own].filter((each) => (each.portalName ?? each.name) === portalName);
  if (taken.some((each) => each.name === name && languageKey(each.language) === languageKey(language))) {
    return 'the export has it twice';
  }
  const other = others.find((each) => each.name !== name || languageKey(each.language) !== languageKey(language));
  if (!other) return undefined;
  const suggested = `${portalName}_${languageKey(language).replaceAll('-', '_')}`;
  return (
    `a request carries no language, so "${portalName}" can only be sent in ${other.language}; ` +
    `submit this version under a name of its own, as "${suggested}"`
  );
}

/** Leaves out what could not be found by anybody whose language is not known. */
function dropUnreachable(
  taken: Map<string, Imported>,
  rest: readonly Template[],
  language: string,
  leftOut: LeftOut[],
): void {
  const all = [...rest, ...[...taken.values()].map(({ template }) => template)];
  for (const { index, problem } of catalogProblems(all, language)) {
    const wrong = all[index];
    if (!wrong || !problem.startsWith('language:')) continue;
    for (const each of all.filter(({ name }) => name === wrong.name)) {
      if (!taken.delete(keyOf(each))) continue;
      const { name, portalName = name } = each;
      leftOut.push({ name: portalName, language: each.language, why: problem, isInCatalogue: false });
    }
  }
}

function compared(before: Template | undefined, after: Template): Pick<Imported, 'outcome' | 'fields'> {
  if (!before) return { outcome: 'added', fields: [] };
  const fields = (['category', 'header', 'body', 'slots', 'footer', 'buttons'] as const).filter(
    (field) => !isDeepStrictEqual(before[field], after[field]),
  );
  return { outcome: fields.length > 0 ? 'changed' : 'same', fields };
}

function examplesOf({ exported }: Identified, { slots }: Template): Record<string, string> {
  return Object.fromEntries(
    slots.flatMap((slot, index): [string, string][] => {
      const example = exported.body.examples[index];
      return example === undefined ? [] : [[slot, example]];
    }),
  );
}

function numberedNotes({ templates }: PortalExport): string[] {
  const named = templates.filter(({ body }) => body.names.some((name) => name !== undefined));
  if (named.length === 0) return [];
  const names = named.map(({ name }) => `"${name}"`).join(', ');
  return [
    `The variables of ${names} have names in the portal, and are numbered in the catalogue as they are in requests. ` +
      'Whether Clickatell takes numbers for them is not known: send one to a test phone first.',
  ];
}

/** English if there is any, otherwise the language that most templates have. */
function mostFrequent({ templates }: PortalExport): string {
  const counts = new Map<string, number>();
  for (const { language } of templates.filter(isActive)) counts.set(language, (counts.get(language) ?? 0) + 1);
  const all = [...counts].sort(([, one], [, other]) => other - one).map(([language]) => language);
  return all.find((each) => each === 'en') ?? all.find((each) => baseLanguage(each) === 'en') ?? all[0] ?? 'en';
}

function inOrder(all: readonly Identified[], language: string): Identified[] {
  // What is in the catalogue keeps its place there, and the default language comes before others.
  const rank = ({ before, identity }: Identified) =>
    (before ? 0 : 2) + (baseLanguage(identity.language) === baseLanguage(language) ? 0 : 1);
  return [...all].sort((one, other) => rank(one) - rank(other));
}

function byName(language: string): (one: Template, other: Template) => number {
  const key = ({ name, language: own }: Template) => `${name} ${own === language ? '' : own}`;
  return (one, other) => (key(one) < key(other) ? -1 : 1);
}

function keyOf({ name, language }: Template): string {
  return `${name} ${languageKey(language)}`;
}
