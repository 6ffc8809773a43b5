import type { Account, Beneficiary } from './accounts.js';
import { type AmountReading } from './money.js';
/** What is known about a transfer so far. It is kept with the conversation, so it must survive JSON. */
export interface TransferSlots {
    readonly amountCents?: number | undefined;
    /** The id of a beneficiary, or of one of the customer's own accounts. */
    readonly to?: string | undefined;
    /** The id of the account that pays. */
    readonly from?: string | undefined;
    readonly reference?: string | undefined;
}
export interface TransferReading {
    readonly slots: TransferSlots;
    /** Sentences for the person about what could not be used. */
    readonly notes: readonly string[];
}
interface Party {
    readonly id: string;
    readonly name: string;
    readonly masked?: string;
}
export type PartyReading = {
    readonly kind: 'one';
    readonly id: string;
} | {
    readonly kind: 'several';
    readonly names: readonly string[];
} | {
    readonly kind: 'none';
};
/** Reads "send R250 to Sipho from savings for lunch", and "pay Thandi 100". */
export declare function readTransfer(text: string, { accounts, beneficiaries }: {
    accounts: readonly Account[];
    beneficiaries: readonly Beneficiary[];
}): TransferReading;
/** Whom to pay, in the person's own words, and how much: "Sipho" and R250 in "pay Sipho R250 for lunch". */
export declare function readPayment(text: string): {
    said: string;
    amount: AmountReading;
    payee: string;
};
/** The one party with this name, with a word that begins so, or with these last four digits of an account. */
export declare function readParty(text: string, parties: readonly Party[]): PartyReading;
/** What to say about a name that does not match exactly one party. */
export declare function partyNotes(name: string, reading: PartyReading): readonly string[];
export {};
