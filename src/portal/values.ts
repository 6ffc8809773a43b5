import { z } from 'zod';
import { InvalidInputError, TemplateParameterError } from '../core/errors.js';
import { meantIn } from '../core/meant.js';
import { type BoundTemplate, bind } from '../templates/bind.js';
import type { Template } from '../templates/catalog.js';
import { slotsOf } from '../templates/slots.js';

export type Values = Readonly<Record<string, unknown>>;

/** A template filled with a set of values, and what sending changes in them; or what is wrong with the set. */
export type Filled =
  | { readonly kind: 'filled'; readonly bound: BoundTemplate; readonly notes: readonly string[] }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

const setShape = z.record(z.string(), z.unknown());
const setsShape = z.union([setShape, z.array(setShape)]);

/** One set of values from `slot=value` each. @throws InvalidInputError */
export function valuesFrom(pairs: readonly string[]): Record<string, string> {
  const entries = pairs.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    if (at < 1) throw new InvalidInputError('--set', `"${pair}" has no value: write slot=value`);
    // A shell has no easy way to write a new line.
    return [pair.slice(0, at), pair.slice(at + 1).replaceAll('\\n', '\n')];
  });
  return Object.fromEntries(entries);
}

/** The sets of values in a JSON text: one, or a list of them. @throws InvalidInputError */
export function setsFrom(text: string): readonly Values[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InvalidInputError('--values', `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const sets = setsShape.safeParse(json);
  if (!sets.success)
    throw new InvalidInputError('--values', 'must be an object of slots and values, or a list of them');
  return Array.isArray(sets.data) ? sets.data : [sets.data];
}

/** Fills a template as sending does. All that is wrong with the names of a set is told at once. */
export function fill(template: Template, values: Values): Filled {
  const slots = slotsOf(template);
  const given = Object.keys(values);
  const missing = slots.filter((slot) => !Object.hasOwn(values, slot));
  const strange = given.filter((slot) => !slots.includes(slot));
  const problems = [
    ...missing.map((slot) => `"${slot}" has no value${meantIn(slot, strange)}`),
    ...strange.map((slot) => `"${slot}" is no slot of the template${meantIn(slot, missing)}; it has ${listed(slots)}`),
  ];
  if (problems.length > 0) return { kind: 'wrong', problems };
  try {
    const bound = bind(template, values);
    return { kind: 'filled', bound, notes: slots.flatMap((slot) => changeOf(slot, values[slot], bound)) };
  } catch (error) {
    if (!(error instanceof TemplateParameterError)) throw error;
    return { kind: 'wrong', problems: [error.message] };
  }
}

/** The values with something to show for each slot that has none: its name in brackets. */
export function withPlaceholders(template: Template, values: Values): Values {
  const shown = slotsOf(template).map((slot) => [slot, `[${slot}]`]);
  return { ...Object.fromEntries(shown), ...values };
}

/** What sending makes of a value, if it is not the value itself. */
function changeOf(slot: string, value: unknown, { parameters }: BoundTemplate): string[] {
  const sent = parameters[slot] ?? '';
  if (sent === String(value)) return [];
  const how = sent.endsWith('…') && !String(value).endsWith('…') ? 'is too long, and leaves shortened as' : 'leaves as';
  return [`"${slot}" ${how} ${JSON.stringify(sent)}`];
}

function listed(slots: readonly string[]): string {
  return slots.length === 0 ? 'none' : slots.join(', ');
}
