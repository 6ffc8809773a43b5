import type { Clock } from '../../src/index.js';
import { type Days, dayOf } from '../dates/calendar.js';
import { localeOf } from '../dates/locale.js';
import { InOrder } from '../inOrder.js';
import type { Language } from '../words.js';
import { type Account, type AccountId, availableCents, type Customer, type Transaction } from './accounts.js';
import {
  type Answered,
  answered,
  type BankRecord,
  cleared,
  type PaymentAnswer,
  type PaymentQuestion,
  type PaymentRequest,
  type PaymentResult,
  paid,
} from './cardPayments.js';
import { demoCustomer } from './demo.js';

export type { BankRecord } from './cardPayments.js';

/**
 * What the bank needs from a store: a Keyv, best with an atomic `update`, so that no change is lost where several
 * processes serve one customer (a turn, and a call of the API).
 */
export interface BankStore {
  get(key: string): Promise<BankRecord | undefined>;
  set(key: string, value: BankRecord): Promise<unknown>;
  delete(key: string): Promise<unknown>;
  update?(key: string, change: (current: BankRecord | undefined) => BankRecord | undefined): Promise<unknown>;
}

export interface TransferRequest {
  /** The account that pays. */
  readonly from: string;
  /** A beneficiary, or another of the customer's accounts. */
  readonly to: string;
  readonly amountCents: number;
  /** The text in both parties' statements. */
  readonly reference: string;
  /** The idempotency key: the same key is the same transfer. */
  readonly key: string;
}

export type TransferResult =
  /** `repeated`: it had been booked before and was not booked again. */
  | { readonly kind: 'booked'; readonly id: string; readonly at: number; readonly repeated: boolean }
  | { readonly kind: 'insufficient-funds'; readonly availableCents: number }
  | { readonly kind: 'invalid'; readonly field: 'from' | 'to' | 'amountCents' | 'key'; readonly problem: string };

/** A demonstration bank. Everybody who writes is a customer with accounts and a history. */
export class Bank {
  readonly #store: BankStore;
  readonly #clock: Clock;
  readonly #inOrder = new InOrder();

  constructor(store: BankStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  customer(id: string): Promise<Customer> {
    return this.#change(id, (record) => ({ record, result: record.customer }));
  }

  async accounts(id: string): Promise<readonly Account[]> {
    return (await this.customer(id)).accounts;
  }

  /**
   * The transactions on the customer's accounts, newest first. `days` are days in the given zone. Default: the
   * zone of the person's number.
   */
  transactions(
    id: string,
    account?: AccountId,
    { days, zone = localeOf(id).zone }: { days?: Days; zone?: string } = {},
  ): Promise<readonly Transaction[]> {
    return this.#change(id, (record) => {
      const own = record.customer.accounts.map((each) => each.id).filter((each) => !account || each === account);
      const result = record.transactions
        .filter(
          (entry) => own.some((each) => each === entry.account) && (!days || isWithin(dayOf(entry.at, zone), days)),
        )
        .reverse();
      return { record, result };
    });
  }

  /**
   * Moves money, once for each key, and books both sides. A transfer that is not possible is a result, not an
   * exception.
   */
  transfer(id: string, request: TransferRequest): Promise<TransferResult> {
    return this.#change(id, (record) => transferred(record, request, this.#clock.now()));
  }

  /** A payment with the customer's card. One that looks unusual becomes a question to them. */
  payByCard(id: string, request: PaymentRequest): Promise<PaymentResult> {
    return this.#change(id, (record) => paid(record, request, this.#clock.now()));
  }

  /** The payments that the customer has been asked about, newest first. */
  questions(id: string): Promise<readonly PaymentQuestion[]> {
    return this.#change(id, (record) => ({ record, result: (record.questions ?? []).toReversed() }));
  }

  /** Takes the customer's answer about a payment, in the turn of this name. "Not mine" freezes the card with it. */
  answerPayment(id: string, transaction: string, answer: PaymentAnswer, turn: string): Promise<Answered | undefined> {
    return this.#change(id, (record) => answered(record, transaction, answer, turn));
  }

  /** Settles a question without the customer. `undefined` if there is none about the transaction. */
  clearPayment(id: string, transaction: string): Promise<PaymentQuestion | undefined> {
    return this.#change(id, (record) => cleared(record, transaction));
  }

  freezeCard(id: string): Promise<Customer> {
    return this.#setCard(id, true);
  }

  /** The language that the bank writes to the customer. */
  setLanguage(id: string, language: Language): Promise<Customer> {
    return this.#change(id, (record) => {
      const customer = { ...record.customer, language };
      return { record: { ...record, customer }, result: customer };
    });
  }

  unfreezeCard(id: string): Promise<Customer> {
    return this.#setCard(id, false);
  }

  /**
   * The accounts of a person's other id are theirs, unless they have accounts already: the bank's own record of a customer
   * counts, and this one is made up for everybody who writes.
   */
  follow(person: string, alias: string): Promise<void> {
    return this.#inOrder.run(person, async () => {
      const moved = await this.#store.get(`bank:${alias}`);
      if (!moved) return;
      if (!(await this.#store.get(`bank:${person}`))) {
        await this.#store.set(`bank:${person}`, { ...moved, customer: { ...moved.customer, id: person } });
      }
      await this.#store.delete(`bank:${alias}`);
    });
  }

  #setCard(id: string, cardIsFrozen: boolean): Promise<Customer> {
    return this.#change(id, (record) => {
      const customer = { ...record.customer, cardIsFrozen };
      return { record: { ...record, customer }, result: customer };
    });
  }

  /**
   * Changes a customer's record, one change at a time. The record is made on first use and stored if it has changed.
   */
  #change<T>(id: string, change: (record: BankRecord) => { record: BankRecord; result: T }): Promise<T> {
    return this.#inOrder.run(id, async () => {
      const key = `bank:${id}`;
      const changed = (stored: BankRecord | undefined) => change(stored ?? demoCustomer(id, this.#clock.now()));
      if (!this.#store.update) {
        const stored = await this.#store.get(key);
        const { record, result } = changed(stored);
        if (record !== stored) await this.#store.set(key, record);
        return result;
      }
      let outcome: { record: BankRecord; result: T } | undefined;
      await this.#store.update(key, (stored) => {
        outcome = changed(stored);
        return outcome.record;
      });
      if (!outcome) throw new Error('The store has not called for the change.');
      return outcome.result;
    });
  }
}

function transferred(
  record: BankRecord,
  { from, to, amountCents, reference, key }: TransferRequest,
  at: number,
): { record: BankRecord; result: TransferResult } {
  const { customer, transactions } = record;
  const refuse = (result: TransferResult) => ({ record, result });
  const invalid = (field: 'from' | 'to' | 'amountCents' | 'key', problem: string) =>
    refuse({ kind: 'invalid', field, problem });
  const account = customer.accounts.find((each) => each.id === from);
  const payee = [...customer.accounts, ...customer.beneficiaries].find((each) => each.id === to);
  if (!Number.isSafeInteger(amountCents) || amountCents <= 0)
    return invalid('amountCents', 'Must be a whole number of cents above 0.');
  if (!account) return invalid('from', 'There is no such account.');
  if (!payee || to === from) return invalid('to', 'There is no such beneficiary or other account.');
  const [debit, credit] = transactions.filter((entry) => entry.key === key);
  if (debit && credit) {
    const isSame = debit.account === from && credit.account === to && credit.amountCents === amountCents;
    if (!isSame) return invalid('key', 'This key belongs to another transfer.');
    return refuse({ kind: 'booked', id: debit.id, at: debit.at, repeated: true });
  }
  if (availableCents(account) < amountCents) {
    return refuse({ kind: 'insufficient-funds', availableCents: availableCents(account) });
  }
  const id = `t${transactions.length + 1}`;
  const category = customer.accounts.some((each) => each.id === to) ? 'ownTransfers' : 'people';
  return {
    record: {
      ...record,
      customer: {
        ...customer,
        accounts: customer.accounts.map((each) => ({ ...each, balanceCents: each.balanceCents + moved(each.id) })),
        beneficiaries: customer.beneficiaries.map((each) => ({
          ...each,
          receivedCents: each.receivedCents + moved(each.id),
        })),
      },
      transactions: [
        ...transactions,
        {
          id,
          account: from,
          at,
          amountCents: -amountCents,
          description: `To ${payee.name}: ${reference}`,
          category,
          key,
        },
        {
          id: `t${transactions.length + 2}`,
          account: to,
          at,
          amountCents,
          description: `From ${account.name}: ${reference}`,
          category,
          key,
        },
      ],
    },
    result: { kind: 'booked', id, at, repeated: false },
  };

  function moved(id: string): number {
    if (id === from) return -amountCents;
    return id === to ? amountCents : 0;
  }
}

function isWithin(day: string, { from, to }: Days): boolean {
  return from <= day && day <= to;
}
