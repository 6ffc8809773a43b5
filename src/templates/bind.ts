import { TemplateParameterError } from '../core/errors.js';
import { limits } from './lint.js';
import { plainValue } from './plain.js';
import type { Template } from './shape.js';
import { slotsOf } from './slots.js';
import { countCharacters, fillIn, type Parts, takeApart } from './text.js';
import { fileOf, suffixOf, textOf } from './values.js';

const ellipsis = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A template with a value for every slot, ready to be sent. */
export interface BoundTemplate {
  readonly template: Template;
  /**
   * Slot → value, as it is sent: on one line, and short enough for WhatsApp. The file of a header may still be an
   * address, which is uploaded when the template leaves.
   */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body as the person reads it, at most 1024 characters. */
  readonly text: string;
  /** The text header as the person reads it, at most 60 characters. */
  readonly headerText?: string;
}

/**
 * Checks that the parameters name exactly the template's slots, each with a text or a number. What the texts say is not
 * checked.
 *
 * @throws TemplateParameterError for a slot without a parameter, a parameter without a slot, or a value that is neither
 * text nor number.
 */
export function checkSlots(template: Template, parameters: Readonly<Record<string, unknown>>): void {
  const slots = slotsOf(template);
  for (const slot of slots) {
    if (!Object.hasOwn(parameters, slot)) {
      throw new TemplateParameterError(template.name, slot, 'a value is missing.');
    }
    textOf(template, slot, parameters[slot]);
  }
  const known = new Set(slots);
  for (const slot of Object.keys(parameters)) {
    if (!known.has(slot)) {
      const offer = slots.length === 0 ? 'it has none' : `it has ${slots.join(', ')}`;
      throw new TemplateParameterError(template.name, slot, `the template has no such slot; ${offer}.`);
    }
  }
}

/**
 * Fills a template's slots with values in the form that WhatsApp takes: each on one line, without Markdown, and shortened
 * with an ellipsis if the body would have more than 1024 characters or the header more than 60. The longest value is
 * shortened first. Binding the resulting parameters again changes nothing.
 *
 * @throws TemplateParameterError for a missing or unknown slot, a value without visible characters or of another type,
 * an address that is not the button's, and a file that is none.
 */
export function bind(template: Template, parameters: Readonly<Record<string, unknown>>): BoundTemplate {
  checkSlots(template, parameters);
  const values = new Map(slotsOf(template).map((slot) => [slot, sentAs(template, slot, parameters[slot])]));
  for (const [slot, value] of values) {
    if (value === '') throw new TemplateParameterError(template.name, slot, 'the value is empty.');
  }

  const fill = (text: string, slots: readonly string[], limit: number): string => {
    const parts = takeApart(text);
    const given = slots.map((slot) => values.get(slot) ?? '');
    const fitting = fit(parts, given, limit);
    slots.forEach((slot, index) => {
      values.set(slot, fitting[index] ?? '');
    });
    return fillIn(parts, fitting);
  };

  const { header } = template;
  const text = fill(template.body, template.slots, limits.body);
  const headerText =
    header?.type === 'text'
      ? fill(header.text, header.slot === undefined ? [] : [header.slot], limits.header)
      : undefined;
  return { template, parameters: Object.fromEntries(values), text, ...(headerText !== undefined && { headerText }) };
}

function sentAs(template: Template, slot: string, given: unknown): string {
  const text = textOf(template, slot, given);
  const { header, buttons = [] } = template;
  if (header && header.type !== 'text' && header.slot === slot) return fileOf(template, slot, text);
  const button = buttons.find((each) => each.type === 'url' && each.slot === slot);
  return button?.type === 'url' ? suffixOf(template, slot, text, button.url) : plainValue(text);
}

/**
 * Shortens the values so that the filled-in text has at most `limit` characters (code points). One greatest length
 * holds for all values, so the longest is shortened first and a short one stays whole.
 */
function fit({ literals, positions }: Parts, values: readonly string[], limit: number): readonly string[] {
  const lengths = values.map(countCharacters);
  const room = limit - countCharacters(literals.join(''));
  const needed = (greatest: number) =>
    positions.reduce((sum, position) => sum + Math.min(lengths[position - 1] ?? 0, greatest), 0);

  if (needed(Number.POSITIVE_INFINITY) <= room) return values;
  // There is room for this: a linted text has at least the five characters of {{1}} for each of its variables.
  let greatest = limit;
  while (greatest > 1 && needed(greatest) > room) greatest -= 1;
  return values.map((value, index) => ((lengths[index] ?? 0) > greatest ? cut(value, greatest) : value));
}

/** Cuts between graphemes, and leaves room for the ellipsis. A mark that ends there now may be Markdown that it was not before. */
function cut(value: string, length: number): string {
  let kept = '';
  let count = countCharacters(ellipsis);
  for (const { segment } of graphemes.segment(value)) {
    count += countCharacters(segment);
    if (count > length) break;
    kept += segment;
  }
  return plainValue(kept.trimEnd() + ellipsis);
}
