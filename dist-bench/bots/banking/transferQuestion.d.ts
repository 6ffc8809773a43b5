import { type Account, type Customer } from './accounts.js';
import type { TransferSlots } from './transferText.js';
/** What to ask next, after the notes have been said. `slots` are those that can be used. */
export type TransferQuestion = {
    readonly slots: TransferSlots;
    readonly notes: readonly string[];
} & ({
    readonly ask: 'amount';
} | {
    readonly ask: 'payee';
} | {
    readonly ask: 'payer';
    readonly payers: readonly Account[];
} | {
    readonly ask: 'confirm';
    readonly transfer: CompleteTransfer;
});
export interface CompleteTransfer {
    readonly amountCents: number;
    readonly to: string;
    readonly from: string;
    readonly reference: string;
}
/** Decides what a transfer still needs: the amount, then the payee, then the paying account, then a yes. */
export declare function nextQuestion(given: TransferSlots, customer: Customer): TransferQuestion;
/** `Cheque ****1234: R1,250.50` */
export declare function showAccount(account: Account): string;
