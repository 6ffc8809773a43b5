import type { Customer, Transaction } from './accounts.js';
/** A customer of the demonstration bank, with their history. */
export interface DemoCustomer {
    readonly customer: Customer;
    /** Oldest first. */
    readonly transactions: readonly Transaction[];
}
/**
 * The customer for an id, with about 90 days of history until `now` (epoch ms). The same two give the same customer.
 */
export declare function demoCustomer(id: string, now: number): DemoCustomer;
