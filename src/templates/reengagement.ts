import { meantIn } from '../core/meant.js';
import type { Template } from './shape.js';
import { slotsOf } from './slots.js';

/** The only slot that a re-engagement template may have: the person's name in their profile. */
const nameSlot = 'name';
/** Stands for a name that is not known, in any language. */
const nobody = '👋';

/** What is wrong with the choice of a re-engagement template, one sentence each. `all`: every template of the catalogue. */
export function reengagementFaults(name: string | undefined, all: readonly Template[]): string[] {
  if (name === undefined) return [];
  const versions = all.filter((template) => template.name === name);
  if (versions.length === 0) {
    const near = meantIn(
      name,
      all.map((template) => template.name),
    );
    return [`reengagement "${name}" is no template of the catalogue${near}.`];
  }
  return versions.flatMap((template) => {
    const others = slotsOf(template).filter((slot) => slot !== nameSlot);
    if (others.length === 0) return [];
    return [
      `reengagement "${name}" (${template.language}) has the slot "${others[0]}": it may have "${nameSlot}" at most, ` +
        'because nothing else is known when it is sent.',
    ];
  });
}

/** The values of a re-engagement template for a person. */
export function reengagementValues(template: Template, person: string | undefined): Record<string, string> {
  const name = person?.trim() || nobody;
  return Object.fromEntries(slotsOf(template).map((slot) => [slot, name]));
}
