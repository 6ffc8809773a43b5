import { isOneSlip } from '../talk/slip.js';
import type { Note } from './words.js';

export interface Party {
  readonly id: string;
  readonly name: string;
  readonly masked?: string;
}

export type PartyReading =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  /** Only with a typing error. Money hangs on it: ask. */
  | { readonly kind: 'near'; readonly id: string; readonly name: string }
  | { readonly kind: 'none' };

/** The one party with this name, with a word that begins so, or with these last four digits of an account. */
export function readParty(text: string, parties: readonly Party[]): PartyReading {
  const wanted = text.toLowerCase().trim().split(/\s+/);
  const whole = parties.filter(({ name }) => name.toLowerCase() === wanted.join(' '));
  const digits = /^\**(\d{4})$/.exec(text.trim())?.[1];
  const begun = parties.filter(({ name, masked }) => {
    if (digits !== undefined) return masked?.endsWith(digits) ?? false;
    return wanted.every((word) => word.length > 1 && partsOf(name).some((part) => part.startsWith(word)));
  });
  const found = whole.length > 0 ? whole : begun;
  const [one] = found;
  if (one === undefined) return near(wanted, parties);
  return found.length === 1 ? { kind: 'one', id: one.id } : { kind: 'several', names: found.map(({ name }) => name) };
}

function near(wanted: readonly string[], parties: readonly Party[]): PartyReading {
  const found = parties.filter(({ name }) => {
    const parts = partsOf(name);
    const isNear = (word: string) => word.length > 3 && parts.some((part) => isOneSlip(word, part));
    const isThere = (word: string) => word.length > 1 && parts.some((part) => part.startsWith(word));
    return wanted.some(isNear) && wanted.every((word) => isThere(word) || isNear(word));
  });
  const [one, ...others] = found;
  return one && others.length === 0 ? { kind: 'near', id: one.id, name: one.name } : { kind: 'none' };
}

/** What to say about a name that does not match exactly one party. Who may be meant is asked. */
export function partyNotes(said: string, reading: PartyReading): readonly Note[] {
  if (reading.kind === 'none') return [{ name: 'unknownPayee', values: { said } }];
  if (reading.kind === 'several') return [{ name: 'severalPayees', values: { said, names: reading.names.join(', ') } }];
  return [];
}

function partsOf(name: string): readonly string[] {
  return name.toLowerCase().split(' ');
}
