import type { Keyv } from 'keyv';
import type { Clock } from '../../src/index.js';
import { type Days, dayOf } from '../dates/calendar.js';
import { localeOf } from '../dates/locale.js';
import { type Account, type AccountId, availableCents, type Customer, type Transaction } from './accounts.js';
import { type DemoCustomer, demoCustomer } from './demo.js';

/** All that the bank keeps about one person. */
export type BankRecord = DemoCustomer;

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
  readonly #store: Keyv<BankRecord>;
  readonly #clock: Clock;
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(store: Keyv<BankRecord>, clock: Clock) {
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

  freezeCard(id: string): Promise<Customer> {
    return this.#setCard(id, true);
  }

  unfreezeCard(id: string): Promise<Customer> {
    return this.#setCard(id, false);
  }

  /**
   * The accounts of a person's other id are theirs, unless they have accounts already: the bank's own record of a customer
   * counts, and this one is made up for everybody who writes.
   */
  async follow(person: string, alias: string): Promise<void> {
    const moved = await this.#store.get(`bank:${alias}`);
    if (!moved) return;
    if (!(await this.#store.get(`bank:${person}`))) {
      await this.#store.set(`bank:${person}`, { ...moved, customer: { ...moved.customer, id: person } });
    }
    await this.#store.delete(`bank:${alias}`);
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
    const work = async () => {
      const stored = await this.#store.get(`bank:${id}`);
      const before = stored ?? demoCustomer(id, this.#clock.now());
      const { record, result } = change(before);
      if (record !== stored) await this.#store.set(`bank:${id}`, record);
      return result;
    };
    const turn = (this.#busy.get(id) ?? Promise.resolve()).then(work, work);
    this.#busy.set(id, turn);
    const leave = () => {
      if (this.#busy.get(id) === turn) this.#busy.delete(id);
    };
    turn.then(leave, leave);
    return turn;
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
  return {
    record: {
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
        { id, account: from, at, amountCents: -amountCents, description: `To ${payee.name}: ${reference}`, key },
        {
          id: `t${transactions.length + 2}`,
          account: to,
          at,
          amountCents,
          description: `From ${account.name}: ${reference}`,
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
