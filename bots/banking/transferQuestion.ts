import { type Account, type AccountId, availableCents, type Customer } from './accounts.js';
import { showAmount } from './money.js';
import type { TransferSlots } from './transferSlots.js';
import type { Note } from './words.js';

/** What to ask next, after the notes have been said. `slots` are those that can be used. */
export type TransferQuestion = { readonly slots: TransferSlots; readonly notes: readonly Note[] } & (
  | { readonly ask: 'amount' }
  | { readonly ask: 'payee' }
  /** Whether this payee is meant by the name that the person wrote. */
  | { readonly ask: 'near' }
  | { readonly ask: 'payer'; readonly payers: readonly Account[] }
  | { readonly ask: 'confirm'; readonly transfer: CompleteTransfer }
);

export interface CompleteTransfer {
  readonly amountCents: number;
  readonly to: string;
  readonly from: string;
  /** What the person wrote for it, if they did. */
  readonly reference: string | undefined;
}

/** Decides what a transfer still needs: the amount, then the payee, then the paying account, then a yes. */
export function nextQuestion(given: TransferSlots, customer: Customer): TransferQuestion {
  const { amountCents, to, near, reference } = given;
  const payers = customer.accounts.filter(({ id }) => id !== 'credit' && id !== to);
  const payer = payers.find(({ id }) => id === given.from);
  const refused = given.from !== undefined && !payer ? [cannotPay(given)] : [];
  const slots = { ...given, from: payer?.id };
  if (amountCents === undefined) return { ask: 'amount', slots, notes: refused };
  const rich = payers.filter((account) => availableCents(account) >= amountCents);
  if (rich.length === 0) {
    const note: Note = { name: 'tooMuch', values: { amount: showAmount(amountCents) } };
    const each = payers.map(accountNote);
    return { ask: 'amount', slots: { ...slots, amountCents: undefined }, notes: [...refused, note, ...each] };
  }
  const poor: Note[] =
    payer && !rich.includes(payer)
      ? [{ name: 'notEnough', values: { ...accountValues(payer), wanted: showAmount(amountCents) } }]
      : [];
  const notes = [...refused, ...poor];
  const from = poor.length > 0 ? undefined : payer?.id;
  if (to === undefined) return { ask: near ? 'near' : 'payee', slots: { ...slots, from }, notes };
  if (from === undefined) return { ask: 'payer', slots: { ...slots, from }, notes, payers: rich };
  return { ask: 'confirm', slots, notes, transfer: { amountCents, to, from, reference } };
}

/** `Cheque ****1234: R1,250.50`, with what is available on a card. */
export function accountNote(account: Account): Note {
  return { name: account.limitCents > 0 ? 'cardLine' : 'accountLine', values: accountValues(account) };
}

function accountValues(account: Account) {
  const { id, masked, balanceCents } = account;
  return { account: id, masked, amount: showAmount(balanceCents), available: showAmount(availableCents(account)) };
}

function cannotPay({ from, to }: TransferSlots): Note {
  return { name: from === to ? 'paysItself' : 'cannotPay', values: { account: from ?? '' } };
}

/** The accounts to which money can be moved, apart from the one that pays. Paying off the card is understood as well. */
export function ownPayees({ accounts }: Customer, from: string | undefined): readonly AccountId[] {
  return accounts.filter(({ id }) => id !== from && id !== 'credit').map(({ id }) => id);
}
