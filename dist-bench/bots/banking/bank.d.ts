import type { Keyv } from 'keyv';
import type { Clock } from '../../src/index.js';
import { type Days } from '../dates/calendar.js';
import { type Account, type AccountId, type Customer, type Transaction } from './accounts.js';
import { type DemoCustomer } from './demo.js';
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
{
    readonly kind: 'booked';
    readonly id: string;
    readonly at: number;
    readonly repeated: boolean;
} | {
    readonly kind: 'insufficient-funds';
    readonly availableCents: number;
} | {
    readonly kind: 'invalid';
    readonly field: 'from' | 'to' | 'amountCents' | 'key';
    readonly problem: string;
};
/** A demonstration bank. Everybody who writes is a customer with accounts and a history. */
export declare class Bank {
    #private;
    constructor(store: Keyv<BankRecord>, clock: Clock);
    customer(id: string): Promise<Customer>;
    accounts(id: string): Promise<readonly Account[]>;
    /**
     * The transactions on the customer's accounts, newest first. `days` are days in the given zone. Default: the
     * zone of the person's number.
     */
    transactions(id: string, account?: AccountId, { days, zone }?: {
        days?: Days;
        zone?: string;
    }): Promise<readonly Transaction[]>;
    /**
     * Moves money, once for each key, and books both sides. A transfer that is not possible is a result, not an
     * exception.
     */
    transfer(id: string, request: TransferRequest): Promise<TransferResult>;
    freezeCard(id: string): Promise<Customer>;
    unfreezeCard(id: string): Promise<Customer>;
}
