import type { Language } from '../words.js';
import type { Category } from './category.js';

export type AccountId = 'cheque' | 'savings' | 'credit';

export interface Account {
  readonly id: AccountId;
  /** `Cheque`, `Savings` or `Credit card`. */
  readonly name: string;
  /** The only form in which the number is shown: `****1234`. */
  readonly masked: string;
  readonly currency: 'ZAR';
  /** Negative if money is owed on a credit card. */
  readonly balanceCents: number;
  /** How far below zero the balance may go. */
  readonly limitCents: number;
}

/** Somebody the customer has paid before. */
export interface Beneficiary {
  readonly id: string;
  readonly name: string;
  /** What this customer has paid them in all: the other side of the books. */
  readonly receivedCents: number;
}

export interface Transaction {
  readonly id: string;
  /** One of the customer's accounts, or a beneficiary: every transfer is booked on both sides. */
  readonly account: string;
  /** Epoch ms. */
  readonly at: number;
  /** Negative if it left the account. Money is in whole cents everywhere. */
  readonly amountCents: number;
  readonly description: string;
  /** What it was for, if the bank knows. */
  readonly category?: Category | undefined;
  /** The key of the transfer that this belongs to. */
  readonly key?: string;
}

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly accounts: readonly Account[];
  readonly beneficiaries: readonly Beneficiary[];
  /** The state of the credit card. */
  readonly cardIsFrozen: boolean;
  /** The language that the customer reads, if the bank knows. */
  readonly language?: Language | undefined;
}

/** How much an account can pay now. */
export function availableCents(account: Account): number {
  return account.balanceCents + account.limitCents;
}
