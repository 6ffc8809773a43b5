import type { Activity } from 'botbuilder';
import { outsideWindow, template } from '../../src/index.js';
import type { Say } from '../words.js';
import type { Customer } from './accounts.js';
import type { TransferResult } from './bank.js';
import { say } from './lines.js';
import { showAmount } from './money.js';
import { nameOf } from './names.js';
import type { CompleteTransfer } from './transferQuestion.js';
import type { BankingWord } from './words.js';

/** The question before the money leaves. */
export function summary(
  { amountCents, to, from, reference }: CompleteTransfer,
  customer: Customer,
  words: Say<BankingWord>,
): string {
  return words('summary', {
    amount: showAmount(amountCents),
    payee: nameOf(to, customer, words) ?? '',
    from: nameOf(from, customer, words) ?? '',
    reference: reference ?? words('reference', { name: customer.name }),
  });
}

/** Confirms a transfer, as text and as template. */
export function receipt(
  transfer: CompleteTransfer,
  booked: { readonly id: string },
  customer: Customer,
  words: Say<BankingWord>,
): Partial<Activity> {
  const values = {
    amount: showAmount(transfer.amountCents),
    payee: nameOf(transfer.to, customer, words) ?? '',
    receipt: booked.id,
  };
  const text = words('receipt', { ...values, from: nameOf(transfer.from, customer, words) ?? '' });
  return outsideWindow(say(text), template('transfer_receipt', values));
}

export function refusal(result: Exclude<TransferResult, { kind: 'booked' }>, words: Say<BankingWord>): string {
  if (result.kind === 'invalid') return words('transferFailed');
  return words('onlyLeft', { amount: showAmount(result.availableCents) });
}
