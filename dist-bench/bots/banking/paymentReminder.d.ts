import type { Locale } from '../dates/locale.js';
import type { NewReminder } from '../reminders/reminders.js';
import type { Customer } from './accounts.js';
/** A payment to be reminded of. */
export interface Payment {
    /** The beneficiary's full name, or the person's own words for somebody the bank does not know. */
    readonly payee: string;
    readonly isBeneficiary: boolean;
    readonly amountCents?: number;
}
export type PaymentWish = 
/** `note` is a sentence for the person: why their amount could not be used. */
{
    readonly kind: 'payment';
    readonly payment: Payment;
    readonly note?: string;
}
/** It is not about a payment. */
 | {
    readonly kind: 'else';
}
/** It does not say whom to pay. */
 | {
    readonly kind: 'none';
};
/** Reads "to pay Sipho R250". With `isAnswer`, the text answers the question whom to pay, and needs no "pay". */
export declare function readPaymentWish(text: string, { accounts, beneficiaries }: Customer, isAnswer: boolean): PaymentWish;
/** `Sipho Dlamini R250.00` */
export declare function showPayment({ payee, amountCents }: Payment): string;
/** The reminder: as text for an open window, which says what to type next, and as a template. */
export declare function paymentReminder(payment: Payment, at: number, { name }: Customer, { zone, culture }: Locale): Omit<NewReminder, 'at'>;
