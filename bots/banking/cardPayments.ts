import { availableCents, type Transaction } from './accounts.js';
import type { Category } from './category.js';
import type { DemoCustomer } from './demo.js';

/** A card payment that the customer is asked about. */
export interface PaymentQuestion {
  /** The id of the transaction. */
  readonly transaction: string;
  readonly merchant: string;
  readonly amountCents: number;
  /** When it was asked, in epoch ms. */
  readonly at: number;
  /** The id of the notification that asks. */
  readonly notification: string;
  /** `cleared`: the bank has settled it in another way. */
  readonly state: 'open' | 'mine' | 'not-mine' | 'cleared';
  /** The turn in which the customer answered, so that it finds its own answer if it runs again. */
  readonly answeredIn?: string;
}

export type PaymentAnswer = 'mine' | 'not-mine';

export interface PaymentRequest {
  readonly amountCents: number;
  readonly merchant: string;
  readonly category?: Category | undefined;
  /** Whether to ask the customer; by default, if it looks unusual. */
  readonly suspicious?: boolean | undefined;
  /** The idempotency key: the same key is the same payment. */
  readonly key?: string | undefined;
  /** The id of the notification that will ask, if the customer is asked. */
  readonly notification: string;
}

export type PaymentResult =
  | { readonly kind: 'booked'; readonly transaction: Transaction; readonly question: PaymentQuestion | undefined }
  | { readonly kind: 'declined'; readonly reason: 'card-frozen' | 'insufficient-funds' }
  /** The key belongs to another payment. */
  | { readonly kind: 'key-reused' };

/** What came of an answer. `before`: what had been said of the payment until then. */
export interface Answered {
  readonly question: PaymentQuestion;
  readonly before: PaymentQuestion['state'];
  readonly wasFrozen: boolean;
}

/** The bank's record of a customer. */
export interface BankRecord extends DemoCustomer {
  /** Oldest first. */
  readonly questions?: readonly PaymentQuestion[];
}

const dayMs = 24 * 60 * 60 * 1000;
/** So many questions are kept. */
const mostQuestions = 50;
const leastUnusualCents = 2_000_00;

/**
 * Whether a card payment looks unusual: at least R2,000, and more than three times the largest of the last 90 days.
 * What a customer pays often is no reason to trouble them, and small sums are not worth a fright.
 */
export function looksUnusual(transactions: readonly Transaction[], amountCents: number, now: number): boolean {
  const recent = transactions.filter(({ account, amountCents: cents, at }) => {
    return account === 'credit' && cents < 0 && at > now - 90 * dayMs;
  });
  const largest = Math.max(0, ...recent.map(({ amountCents: cents }) => -cents));
  return amountCents >= leastUnusualCents && amountCents > 3 * largest;
}

/** Books a card payment, once for each key. A frozen card pays nothing. */
export function paid(
  record: BankRecord,
  { amountCents, merchant, category, suspicious, key, notification }: PaymentRequest,
  now: number,
): { record: BankRecord; result: PaymentResult } {
  const { customer, transactions, questions = [] } = record;
  const known = key === undefined ? undefined : transactions.find((entry) => entry.key === `card/${key}`);
  if (known) {
    const isSame = known.amountCents === -amountCents && known.description === merchant;
    if (!isSame) return { record, result: { kind: 'key-reused' } };
    const question = questions.find(({ transaction }) => transaction === known.id);
    return { record, result: { kind: 'booked', transaction: known, question } };
  }
  const card = customer.accounts.find(({ id }) => id === 'credit');
  if (customer.cardIsFrozen) return { record, result: { kind: 'declined', reason: 'card-frozen' } };
  if (!card || availableCents(card) < amountCents) {
    return { record, result: { kind: 'declined', reason: 'insufficient-funds' } };
  }
  const transaction: Transaction = {
    ...{ id: `t${transactions.length + 1}`, account: 'credit', at: now },
    ...{ amountCents: -amountCents, description: merchant, ...(category && { category }) },
    ...(key !== undefined && { key: `card/${key}` }),
  };
  const isAsked = suspicious ?? looksUnusual(transactions, amountCents, now);
  const question: PaymentQuestion | undefined = isAsked
    ? { transaction: transaction.id, merchant, amountCents, at: now, notification, state: 'open' }
    : undefined;
  const accounts = customer.accounts.map((account) =>
    account.id === 'credit' ? { ...account, balanceCents: account.balanceCents - amountCents } : account,
  );
  return {
    record: {
      customer: { ...customer, accounts },
      transactions: [...transactions, transaction],
      questions: question ? [...questions, question].slice(-mostQuestions) : questions,
    },
    result: { kind: 'booked', transaction, question },
  };
}

/**
 * Takes the customer's answer about one payment. If it was not theirs, the card is frozen with it. `turn` names the turn
 * of the answer: the same turn again finds what it did.
 */
export function answered(
  record: BankRecord,
  transaction: string,
  answer: PaymentAnswer,
  turn: string,
): { record: BankRecord; result: Answered | undefined } {
  const { customer, questions = [] } = record;
  const question = questions.find((each) => each.transaction === transaction);
  if (!question) return { record, result: undefined };
  const { state: before } = question;
  const wasFrozen = customer.cardIsFrozen;
  if (question.answeredIn === turn) return { record, result: { question, before: 'open', wasFrozen } };
  // A second "not me" changes nothing: the card may have been unfrozen since, on purpose.
  if (before === answer) return { record, result: { question, before, wasFrozen } };
  const next = { ...question, state: answer, answeredIn: turn };
  const changed = {
    ...record,
    customer: answer === 'not-mine' ? { ...customer, cardIsFrozen: true } : customer,
    questions: questions.map((each) => (each === question ? next : each)),
  };
  return { record: changed, result: { question: next, before, wasFrozen } };
}

/** The bank has settled a question without the customer's answer. What they have answered stays. */
export function cleared(
  record: BankRecord,
  transaction: string,
): { record: BankRecord; result: PaymentQuestion | undefined } {
  const { questions = [] } = record;
  const question = questions.find((each) => each.transaction === transaction);
  if (question?.state !== 'open') return { record, result: question };
  const next: PaymentQuestion = { ...question, state: 'cleared' };
  return {
    record: { ...record, questions: questions.map((each) => (each === question ? next : each)) },
    result: next,
  };
}
