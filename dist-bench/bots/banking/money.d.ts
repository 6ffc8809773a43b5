/** What a text says about an amount. Money is in whole cents everywhere; nothing here uses fractions. */
export type AmountReading = {
    readonly kind: 'amount';
    readonly cents: number;
}
/** It cannot be read as one amount without guessing. `why` is a sentence for the person. */
 | {
    readonly kind: 'unclear';
    readonly why: string;
} | {
    readonly kind: 'none';
};
/** Reads the one amount in a text: `R1 250,50`, `1,250.50` and `1250.5` are all understood, in rand. */
export declare function readAmount(text: string): AmountReading;
/** The text without its amounts, to read the rest of it. */
export declare function withoutAmounts(text: string): string;
/** `R1,250.50`; a debit as `-R1,250.50`. */
export declare function showAmount(cents: number): string;
