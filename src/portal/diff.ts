import { diffWordsWithSpace } from 'diff';
import type { Template, TemplateButton } from '../templates/catalog.js';
import { categoryOf } from './category.js';
import { type ExportedButton, type ExportedHeader, type ExportedTemplate, isActive, whyLeftOut } from './exported.js';
import { ownVersion } from './identify.js';

/** How a template of the catalogue differs from the export, one phrase each. */
export interface Differing {
  readonly name: string;
  readonly language: string;
  readonly differences: readonly string[];
}

export interface CatalogueDiff {
  /** Templates of the catalogue that the export does not have. */
  readonly onlyHere: readonly Template[];
  /** Templates of the export that could be sent, and that the catalogue does not have. */
  readonly onlyThere: readonly ExportedTemplate[];
  /** Those that could not be sent anyway, or that a catalogue has no form for. They are no difference. */
  readonly leftOut: readonly ExportedTemplate[];
  readonly differing: readonly Differing[];
  /** How many templates are the same. */
  readonly same: number;
}

/** Compares a catalogue with an export. Names of slots, fallbacks and the like are the catalogue's own, and are left alone. */
export function diffCatalogue(catalogue: readonly Template[], exported: readonly ExportedTemplate[]): CatalogueDiff {
  const seen = new Set<Template>();
  const onlyThere: ExportedTemplate[] = [];
  const leftOut: ExportedTemplate[] = [];
  const differing: Differing[] = [];
  for (const there of exported) {
    const here = ownVersion(there, exported, catalogue);
    if (!here) (whyLeftOut(there) === undefined ? onlyThere : leftOut).push(there);
    else {
      seen.add(here);
      const differences = [...differencesOf(here, there)];
      if (differences.length > 0) differing.push({ name: here.name, language: here.language, differences });
    }
  }
  const onlyHere = catalogue.filter((template) => !seen.has(template));
  return { onlyHere, onlyThere, leftOut, differing, same: seen.size - differing.length };
}

/** Whether the catalogue is what the export says. */
export function isSame({ onlyHere, onlyThere, differing }: CatalogueDiff): boolean {
  return onlyHere.length + onlyThere.length + differing.length === 0;
}

function* differencesOf(here: Template, there: ExportedTemplate): Generator<string> {
  if (!isActive(there)) yield `status: it is ${there.status} there, and cannot be sent`;
  const category = categoryOf(there.category);
  if (there.category !== undefined && category !== here.category) {
    yield `category: ${here.category} here, ${category ?? there.category} there`;
  }
  yield* texts('header', headerText(here.header), headerText(there.header));
  yield* texts('body', here.body, there.body.text);
  yield* texts('footer', here.footer, there.footer);
  const [own, others] = [here.buttons ?? [], there.buttons];
  for (let index = 0; index < Math.max(own.length, others.length); index += 1) {
    yield* texts(`button ${index + 1}`, buttonText(own[index]), buttonText(others[index]));
  }
  for (const unknown of there.unknown) yield `it has ${unknown} there, for which a catalogue has no form`;
}

function* texts(field: string, here: string | undefined, there: string | undefined): Generator<string> {
  if (here === there) return;
  if (here === undefined) yield `${field}: none here, "${there}" there`;
  else if (there === undefined) yield `${field}: "${here}" here, none there`;
  else yield `${field}: ${wordByWord(here, there)}`;
}

/** One text with what is only here as `[-…-]`, and what is only there as `{+…+}`. */
export function wordByWord(here: string, there: string): string {
  return diffWordsWithSpace(here, there)
    .map(({ value, added, removed }) => (added ? `{+${value}+}` : removed ? `[-${value}-]` : value))
    .join('');
}

/** A header as text, so that one of a file can be compared with one of text. */
function headerText(header: Template['header'] | ExportedHeader): string | undefined {
  if (!header) return undefined;
  if (header.type !== 'text') return `(${header.type})`;
  return typeof header.text === 'string' ? header.text : header.text.text;
}

function buttonText(button: TemplateButton | ExportedButton | undefined): string | undefined {
  if (!button) return undefined;
  if (button.type === 'quickReply') return `${button.title} (quick reply)`;
  if (button.type === 'phone') return `${button.title} (${button.phone.replace(/^\+/, '')})`;
  return `${button.title} (${typeof button.url === 'string' ? button.url : button.url.text})`;
}
