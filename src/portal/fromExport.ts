import type { Template, TemplateButton, TemplateCategory, TemplateHeader } from '../templates/catalog.js';
import type { ExportedButton, ExportedHeader, ExportedTemplate } from './exported.js';
import { guessSlots, guessUrlSlot } from './guess.js';

/** What an exported template is called in the catalogue. */
export interface Identity {
  readonly name: string;
  readonly language: string;
  readonly portalName?: string | undefined;
}

/**
 * An exported template as one of the catalogue. The names of slots are those of `before` where it has them, then those of
 * `like`, a version in another language, and otherwise guessed. What an export does not know, as `fallback`, is kept.
 */
export function fromExport(
  exported: ExportedTemplate,
  { name, language, portalName }: Identity,
  category: TemplateCategory,
  before: Template | undefined,
  like: Template | undefined,
): Template {
  const { body, footer } = exported;
  const isSameLength = like?.slots.length === body.names.length;
  const known = body.names.map((_, index) => before?.slots[index] ?? (isSameLength ? like?.slots[index] : undefined));
  const taken = new Set([...slotsElsewhere(before)].filter((slot) => !known.includes(slot)));
  const slots = guessSlots(body, taken, known);
  const used = new Set(slots);
  const header = exported.header && headerOf(exported.header, before ?? like, used);
  const buttons = exported.buttons.map((button, index) => buttonOf(button, before ?? like, index, used));
  return {
    ...{ name, language },
    ...(portalName !== undefined && portalName !== name && { portalName }),
    category,
    ...(header && { header }),
    ...{ body: body.text, slots },
    ...(footer !== undefined && { footer }),
    ...(buttons.length > 0 && { buttons }),
    ...(before?.fallback && { fallback: before.fallback }),
  };
}

function headerOf(exported: ExportedHeader, before: Template | undefined, used: Set<string>): TemplateHeader {
  const own = before?.header?.type === exported.type ? before.header.slot : undefined;
  if (exported.type !== 'text') return { type: exported.type, slot: reserved(own ?? 'header', used) };
  const { text, names } = exported.text;
  if (names.length === 0) return { type: 'text', text };
  const [slot = 'header'] = own === undefined || used.has(own) ? guessSlots(exported.text, used) : [own];
  return { type: 'text', text, slot: reserved(slot, used) };
}

function buttonOf(
  exported: ExportedButton,
  before: Template | undefined,
  index: number,
  used: Set<string>,
): TemplateButton {
  if (exported.type !== 'url') return exported;
  const { title, url } = exported;
  if (url.names.length === 0) return { type: 'url', title, url: url.text };
  const earlier = before?.buttons?.[index];
  const own =
    earlier?.type === 'url' && earlier.slot !== undefined && !used.has(earlier.slot) ? earlier.slot : undefined;
  return { type: 'url', title, url: url.text, slot: reserved(own ?? guessUrlSlot(url, used), used) };
}

/** A slot that no other part has, and that none gets from here on. */
function reserved(slot: string, used: Set<string>): string {
  let free = slot;
  for (let count = 2; used.has(free); count += 1) free = `${slot}${count}`;
  used.add(free);
  return free;
}

function* slotsElsewhere(template: Template | undefined): Generator<string> {
  if (template?.header?.slot !== undefined) yield template.header.slot;
  for (const button of template?.buttons ?? [])
    if (button.type === 'url' && button.slot !== undefined) yield button.slot;
}
