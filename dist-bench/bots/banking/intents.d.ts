import type { AccountId } from './accounts.js';
/** What a person wants, as far as one message says. */
export type Intent = {
    readonly kind: 'transactions';
    readonly account: AccountId | undefined;
}
/** `text` is the rest, without "remind me" or "cancel my reminder". */
 | {
    readonly kind: 'remind' | 'unremind';
    readonly text: string;
} | {
    readonly kind: 'reminders' | 'greeting' | 'thanks' | 'menu' | 'help' | 'cancel' | 'human' | 'balance' | 'transfer' | 'freeze' | 'unfreeze' | 'notMe' | 'itWasMe' | 'unknown';
};
/** Reads free text and the titles of the menu's buttons. */
export declare function readIntent(text: string): Intent;
/** The account that a text names, if it names exactly one. */
export declare function readAccount(text: string): AccountId | undefined;
/** A clear yes or no, and nothing else, because money moves on it. */
export declare function readYesNo(text: string): 'yes' | 'no' | undefined;
/** Whether the text holds a number as long as a card's, an account's or an identity document's. */
export declare function holdsSecretNumber(text: string): boolean;
/** Lower case, straight quotes, single blanks, no closing punctuation or emoji. */
export declare function normalised(text: string): string;
