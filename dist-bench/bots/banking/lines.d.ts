import { type Activity } from 'botbuilder';
/** What the bot can do, by the titles of its buttons. Each title is also understood if it is typed. */
export declare const menu: readonly ['Balance', 'Transactions', 'Transfer', 'Freeze card', 'Help'];
/** Plain text, so that nothing in it becomes markup. An account number such as `****1234` must be shown as it is. */
export declare function say(text: string): Partial<Activity>;
/** Plain text with buttons. A tapped button comes back as its title. */
export declare function offer(text: string, titles?: readonly string[]): Partial<Activity>;
export declare const welcome = "Welcome to Protea Bank. Say \"menu\" at any time to see what I can do.";
export declare const textOnly = "I can only read text here, no pictures, voice notes or places.";
export declare const noSecrets = "Please never send whole card, account or ID numbers here: I do not need them, and I have not used this one.";
export declare const notUnderstood = "I did not understand that. I can show your balance and transactions, send money, and freeze or unfreeze your card.";
export declare const handedOver = "A consultant will write to you here. You can also call +27 11 000 0000, day and night.";
export declare const unfinishedTransfer: string;
export declare const help: string;
/** The help for each question, by the prompt's id. */
export declare const helpAt: Readonly<Record<string, string>>;
/** What to say to a person who leaves a dialog, by the dialog's id. */
export declare const left: Readonly<Record<string, string>>;
