import { template } from '../../src/index.js';
import { dayOf, showDay } from '../dates/calendar.js';
import type { Locale } from '../dates/locale.js';
import type { NewReminder } from '../reminders/reminders.js';
import type { Language } from '../words.js';
import type { Customer } from './accounts.js';
import { showAmount } from './money.js';
import { readParty } from './party.js';
import { readPayment } from './transferText.js';
import { readTransfers } from './transferTexts.js';
import { bankingWordsIn, type Note } from './words.js';

/** A payment to be reminded of. */
export interface Payment {
  /** The beneficiary's full name, or the person's own words for somebody the bank does not know. */
  readonly payee: string;
  readonly isBeneficiary: boolean;
  readonly amountCents?: number;
}

export type PaymentWish =
  /** `note`: why their amount could not be used. */
  | { readonly kind: 'payment'; readonly payment: Payment; readonly note?: Note }
  /** It is not about a payment. */
  | { readonly kind: 'else' }
  /** It does not say whom to pay. */
  | { readonly kind: 'none' };

/**
 * Reads "to pay Sipho R250". With `isAnswer`, the text answers the question whom to pay, and needs no "pay". A name that
 * the bank does not know is kept in the person's own words, but has to have letters.
 */
export function readPaymentWish(text: string, { accounts, beneficiaries }: Customer, isAnswer: boolean): PaymentWish {
  const said = verbFirst(text).replace(/^(?:(?:to|about|of|that|for|please|my|the)\b\s*|[\s:,;.–-]+)+/i, '');
  if (!/[\p{L}]/u.test(said)) return { kind: 'none' };
  if (!isAnswer && !/\b(?:pay|payment|send|transfer|settle|eft)\b/i.test(said)) return { kind: 'else' };
  const [first, ...others] = readTransfers(said, { accounts, beneficiaries });
  const one = others.length > 0 ? [...beneficiaries, ...accounts].find(({ id }) => id === first.slots.to) : undefined;
  if (one) {
    const { amountCents } = first.slots;
    const payment = { payee: one.name, isBeneficiary: true, ...(amountCents !== undefined && { amountCents }) };
    return { kind: 'payment', payment, note: { name: 'oneReminder' } };
  }
  const { amount, payee } = readPayment(said.replace(/\bsettle\b/i, 'pay'));
  if (!/\p{L}/u.test(payee) || isNobody.test(payee)) return { kind: 'none' };
  const party = readParty(payee, [...beneficiaries, ...accounts]);
  const known =
    party.kind === 'one' || party.kind === 'near'
      ? [...beneficiaries, ...accounts].find(({ id }) => id === party.id)
      : undefined;
  return {
    kind: 'payment',
    payment: {
      payee: known?.name ?? payee.slice(0, 100),
      isBeneficiary: known !== undefined,
      ...(amount.kind === 'amount' && { amountCents: amount.cents }),
    },
    ...(amount.kind === 'unclear' && { note: amount.why }),
  };
}

/** "Om Sipho R100 te pay", as Afrikaans puts it, with the verb in front. */
function verbFirst(text: string): string {
  return text.trim().replace(/^(?:om\s+)?(.*?)\s+te\s+(pay|send|transfer)\b/i, '$2 $1');
}

/** Words that answer something else, and name nobody. */
const isNobody =
  /^(?:no|yes|ok|okay|wait|not|none|nobody|nothing|please|hm+|what|who|idk|(?:i )?don'?t know|someone|somebody)$/i;

/** `Sipho Dlamini R250.00` */
export function showPayment({ payee, amountCents }: Payment): string {
  return amountCents === undefined ? payee : `${payee} ${showAmount(amountCents)}`;
}

/** The reminder: as text for an open window, which says what to type next, and as a template. */
export function paymentReminder(
  payment: Payment,
  at: number,
  { name }: Customer,
  { zone, culture }: Locale,
  language: Language,
): Omit<NewReminder, 'at'> {
  const say = bankingWordsIn(language);
  const { payee, isBeneficiary, amountCents } = payment;
  const type = ['pay', payee, ...(amountCents === undefined ? [] : [inFigures(amountCents)])].join(' ');
  const hint = isBeneficiary ? say('typeToPay', { type }) : say('typeTransfer');
  const amount = amountCents === undefined ? `the amount owed to ${payee}` : `${showAmount(amountCents)} to ${payee}`;
  return {
    about: say('aboutPayment', { payment: showPayment(payment) }),
    thing: payee,
    text: say('reminder', { name, payment: showPayment(payment), hint }),
    template: template('payment_reminder', { name, amount, due: showDay(dayOf(at, zone), culture) }),
  };
}

/** As people type it: `250` or `1250.50`. */
function inFigures(cents: number): string {
  return showAmount(cents).replace(/[R,]|\.00$/g, '');
}
