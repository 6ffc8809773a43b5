import type { TransferAnswer } from './transferAnswer.js';
import type { TransferSlots } from './transferSlots.js';

type Change = Extract<TransferAnswer, { kind: 'change' }>;

/** What is known about a transfer after an answer or a correction. */
export function changed(known: TransferSlots, { slots, cleared, turn }: Change): TransferSlots {
  const next: TransferSlots = { ...known, ...slots };
  if (turn === 'half' && known.amountCents !== undefined) {
    return { ...next, amountCents: Math.max(1, Math.floor(known.amountCents / 2)) };
  }
  if (turn === 'swap') return { ...next, from: known.to, to: known.from };
  const without = Object.fromEntries(cleared.map((slot) => [slot, undefined]));
  return { ...next, ...without };
}

/** Whether a command that is given while a transfer is under way is about another one, and not the rest of this one. */
export function isAnother(known: TransferSlots, said: TransferSlots): boolean {
  const differs = (slot: 'to' | 'amountCents') =>
    known[slot] !== undefined && said[slot] !== undefined && known[slot] !== said[slot];
  return differs('to') || (differs('amountCents') && said.to !== undefined && known.to !== said.to);
}
