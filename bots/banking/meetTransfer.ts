import type { DialogContext } from 'botbuilder-dialogs';
import { plain } from '../plain.js';
import { dropDialog } from '../talk/questions.js';
import type { Met } from '../talk/talk.js';
import type { TransferOptions } from './dialogs/transfer.js';
import { isCorrection } from './lead.js';
import { personOf, type Services } from './services.js';
import { taskOf } from './tasks.js';
import { isAnother } from './transferChange.js';
import type { TransferReading, TransferSlots } from './transferSlots.js';
import { readTransfers } from './transferTexts.js';
import { ownReference, shownPayment } from './transferWords.js';
import { bankingWords, type Note } from './words.js';

/**
 * Begins a transfer. If one is under way, the command fills what it lacks or changes it; another payment takes its place,
 * or waits for it if the person says "also". Of several payments in one message, the first begins, and the others follow.
 */
export async function meetTransfer(dc: DialogContext, said: string, own: string, { bank }: Services): Promise<Met> {
  const customer = await bank.customer(personOf(dc.context));
  const words = bankingWords(dc.context);
  const [first, ...others] = readTransfers(said, customer).map((reading, _, all): TransferReading => {
    const { slots } = reading;
    return { ...reading, slots: { ...slots, ...(all.length === 1 && ownReference(own, slots.reference)) } };
  });
  if (!first) return 'said';
  const shown = (slots: TransferSlots) => shownPayment(slots, customer, words);
  const later = others.map(({ slots }) => slots);
  const notes = [...first.notes, ...others.flatMap((each) => each.notes)];
  const before = taskOf(dc, 'transfer');
  const known = before?.slots ?? {};
  const waiting = before?.later ?? [];
  const start = async (options: TransferOptions): Promise<Met> => {
    dropDialog(dc, 'transfer');
    await dc.beginDialog('transfer', options);
    return 'done';
  };
  if (before && isAlso(said) && known.to !== undefined) {
    const note: Note = { name: 'thenPayment', values: { payments: [first.slots, ...later].map(shown).join(', ') } };
    const all = [...waiting, first.slots, ...later];
    return start({ slots: known, later: all, notes: [...notes, note], text: before.text });
  }
  const isOther = before !== undefined && isAnother(known, first.slots) && !isCorrection(own);
  const slots = isOther
    ? first.slots
    : { ...known, ...(first.slots.to !== undefined && { near: undefined }), ...first.slots };
  const told: Note[] = [
    ...(isOther ? [{ name: 'insteadOf' as const, values: { payment: shown(known) } }] : []),
    ...(later.length > 0
      ? [{ name: 'oneByOne' as const, values: { first: shown(first.slots), next: later.map(shown).join(', ') } }]
      : []),
  ];
  return start({ slots, later: [...later, ...waiting], notes: [...told, ...notes], text: own });
}

function isAlso(text: string): boolean {
  return /^(?:also|and also|and then|then also|then|plus)\b|\b(?:as well|too)$/.test(plain(text));
}
