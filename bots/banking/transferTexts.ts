import { readAmount, withoutAmounts } from './money.js';
import type { TransferReading } from './transferSlots.js';
import { type Parties, partyOf, readTransfer, words } from './transferText.js';

const between = /\s*(?:[,;&+]\s+|\b(?:and then|and also|and|then|plus|also|as well as)\b\s*)+/gi;

/**
 * Reads the payments in a message, in their order: "pay Thandi 100 and Sipho 50" has two, "R50 each to Sipho and Thandi"
 * as well, "pay Sipho R250 for lunch and drinks" one.
 */
export function readTransfers(text: string, parties: Parties): readonly [TransferReading, ...TransferReading[]] {
  const whole = readTransfer(text, parties);
  const [first = text, ...parts] = splits(text, parties);
  if (parts.length === 0) return [whole];
  const readings = [first, ...parts].map((part, at) => readTransfer(at === 0 ? part : asPayment(part), parties));
  const amountCents = readings.map(({ slots }) => slots.amountCents).find((cents) => cents !== undefined);
  const from = readings.map(({ slots }) => slots.from).findLast((account) => account !== undefined);
  const [one = whole, ...others] = readings.map(({ slots, notes }) => ({
    slots: { ...(amountCents !== undefined && { amountCents }), ...(from !== undefined && { from }), ...slots },
    notes,
  }));
  return [one, ...others];
}

/** The text, cut before each part that names another payee. What names none belongs to the part before it. */
function splits(text: string, parties: Parties): string[] {
  const cuts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(between)) {
    const end = match.index + match[0].length;
    const next = text.slice(end).split(between)[0] ?? '';
    const before = text.slice(from, match.index);
    if (isPayment(next, before, parties) && hasPayee(before, parties)) {
      cuts.push(before);
      from = end;
    }
  }
  return [...cuts, text.slice(from)];
}

/** Whether a part is a payment of its own: a payee and nothing else, or an amount with a payee's name. */
function isPayment(part: string, before: string, parties: Parties): boolean {
  if (/^(?:from|for|ref|reference|out of|using)\b/i.test(part)) return false;
  const { slots, notes } = readTransfer(asPayment(part), parties);
  const isKnown = slots.to !== undefined || slots.near !== undefined;
  const name = words(withoutAmounts(part.replace(/^to\b/i, ' ')));
  if (slots.amountCents !== undefined)
    return isKnown || (notes.some(({ name: note }) => note === 'unknownPayee') && /^\p{L}+(?: \p{L}+)?$/u.test(name));
  // "For lunch and Coke" is a reference.
  const isBare =
    !/\b(?:for|ref|reference)\b/i.test(before) &&
    /^\p{Lu}\p{L}+$/u.test(part.trim()) &&
    readAmount(part).kind === 'none';
  if (isBare && !isKnown) return true;
  return isKnown && partyOf(name, parties).kind !== 'none' && readAmount(part).kind === 'none';
}

function hasPayee(part: string, parties: Parties): boolean {
  const { slots, notes } = readTransfer(part, parties);
  return slots.to !== undefined || slots.near !== undefined || notes.some(({ name }) => /Payee/.test(name));
}

function asPayment(part: string): string {
  return /\b(?:send|pay|transfer|move|eft|give)\b/i.test(part) ? part : `pay ${part}`;
}
