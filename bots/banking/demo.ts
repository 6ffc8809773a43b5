import { addDays, type Day, dayOf, dayOfMonth, daysBefore, weekdayOf } from '../dates/calendar.js';
import { localeOf } from '../dates/locale.js';
import type { Account, AccountId, Customer, Transaction } from './accounts.js';
import type { Category } from './category.js';
import { type Random, seeded } from './random.js';

const days = 90;

const names = ['Naledi', 'Johan', 'Ayesha', 'Lerato', 'Pieter', 'Zanele', 'Riaan', 'Priya'] as const;
const beneficiaries = ['Sipho Dlamini', 'Thandi Nkosi', 'City Power', 'Bloem Properties'] as const;

type Purpose = readonly [description: string, category: Category];

interface Purchase {
  readonly account: AccountId;
  readonly descriptions: readonly [Purpose, ...Purpose[]];
  readonly low: number;
  readonly high: number;
}

const groceries: Purchase = {
  account: 'cheque',
  descriptions: [
    ['Kasteel Grocers Rosebank', 'groceries'],
    ['Fresh Corner Melville', 'groceries'],
    ['Acacia Supermarket', 'groceries'],
  ],
  low: 180_00,
  high: 1_450_00,
};
const small: Purchase = {
  account: 'cheque',
  descriptions: [
    ['Prepaid airtime', 'airtime'],
    ['Corner Bakery', 'eatingOut'],
    ['Parking Rosebank', 'transport'],
    ['Taxi fare', 'transport'],
  ],
  low: 15_00,
  high: 180_00,
};
const card: Purchase = {
  account: 'credit',
  descriptions: [
    ['Jacaranda Books', 'entertainment'],
    ['Highveld Fuel N1', 'fuel'],
    ['Two Oceans Pharmacy', 'health'],
    ['Blue Crane Cinema', 'entertainment'],
    ['Marula Restaurant', 'eatingOut'],
  ],
  low: 60_00,
  high: 950_00,
};

/** A customer of the demonstration bank, with their history. */
export interface DemoCustomer {
  readonly customer: Customer;
  /** Oldest first. */
  readonly transactions: readonly Transaction[];
}

/**
 * The customer for an id, with about 90 days of history until `now` (epoch ms). The same two give the same customer.
 */
export function demoCustomer(id: string, now: number): DemoCustomer {
  const random = seeded(id);
  const { zone } = localeOf(id);
  const today = dayOf(now, zone);
  const salary = random.between(28_000_00, 46_000_00);
  const rent = random.between(8_000_00, 12_000_00);
  const name = random.pick(names);
  const numbers = [0, 1, 2].map(() => `****${random.between(1000, 9999)}`);
  const booked = Array.from({ length: days + 1 }, (_, index) => {
    const back = days - index;
    return ofDay(addDays(today, -back), daysBefore(now, zone, back), random, { salary, rent });
  }).flat();
  const transactions = booked.map((entry, index) => ({ ...entry, id: `t${index + 1}` }));
  const account = (accountId: AccountId, label: string, at: number, opening: number, limitCents: number): Account => {
    const moved = sum(transactions.filter((entry) => entry.account === accountId).map((entry) => entry.amountCents));
    return {
      id: accountId,
      name: label,
      masked: numbers[at] ?? '',
      currency: 'ZAR',
      balanceCents: opening + moved,
      limitCents,
    };
  };
  const lowest = lowestOf(transactions, 'cheque');
  const accounts = [
    account('cheque', 'Cheque', 0, random.between(3_000_00, 9_000_00) - lowest, 0),
    account('savings', 'Savings', 1, random.between(12_000_00, 60_000_00), 0),
    account('credit', 'Credit card', 2, -random.between(12_000_00, 15_000_00), 90_000_00),
  ];
  return {
    customer: {
      id,
      name,
      accounts,
      beneficiaries: beneficiaries.map((label, index) => ({ id: `b${index + 1}`, name: label, receivedCents: 0 })),
      cardIsFrozen: false,
    },
    transactions,
  };
}

/** One day's bookings, all at the current time of day, so that none is in the future. */
function ofDay(
  day: Day,
  end: number,
  random: Random,
  monthly: { salary: number; rent: number },
): Omit<Transaction, 'id'>[] {
  const book = (account: AccountId, amountCents: number, description: string, category: Category) => ({
    account,
    at: end,
    amountCents,
    description,
    category,
  });
  const buy = ({ account, descriptions, low, high }: Purchase) =>
    book(account, -random.between(low, high), ...random.pick(descriptions));
  const move = (from: AccountId, to: AccountId, amount: number, description: string) => [
    book(from, -amount, description, 'ownTransfers'),
    book(to, amount, description, 'ownTransfers'),
  ];
  const date = dayOfMonth(day);
  return [
    ...(date === 25 ? [book('cheque', monthly.salary, 'Salary', 'salary')] : []),
    ...(date === 26 ? move('cheque', 'savings', 1_500_00, 'Monthly saving') : []),
    ...(date === 28 ? move('cheque', 'credit', 4_000_00, 'Credit card payment') : []),
    ...(date === 1 ? [book('cheque', -monthly.rent, 'Rent, Bloem Properties', 'home')] : []),
    ...(date === 3 ? [book('cheque', -random.between(700_00, 1_600_00), 'City Power electricity', 'utilities')] : []),
    ...(weekdayOf(day) === 6 ? [buy(groceries)] : []),
    ...(random.between(1, 10) <= 4 ? [buy(small)] : []),
    ...(random.between(1, 10) <= 3 ? [buy(card)] : []),
  ];
}

/** The lowest running total of the account's history, at most 0. */
function lowestOf(transactions: readonly Transaction[], account: AccountId): number {
  const amounts = transactions.filter((entry) => entry.account === account).map((entry) => entry.amountCents);
  return amounts.reduce(
    ({ total, lowest }, amount) => ({ total: total + amount, lowest: Math.min(lowest, total + amount) }),
    { total: 0, lowest: 0 },
  ).lowest;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
