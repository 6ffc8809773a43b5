import { ComponentDialog } from 'botbuilder-dialogs';
import { type Days } from '../../dates/calendar.js';
import type { AccountId } from '../accounts.js';
import { type Services } from '../services.js';
export interface TransactionsOptions {
    /** What the person wrote; it may name a period. */
    readonly text?: string;
    readonly account?: AccountId | undefined;
    readonly days?: Days;
    /** How many have been shown. */
    readonly shown?: number;
    /** The choices on offer, kept with the dialog until the answer comes. */
    asked?: Asked;
}
/** Shows the latest transactions, or those of a period, ten at a time. Asks which days if the words fit several. */
export declare class TransactionsDialog extends ComponentDialog<TransactionsOptions> {
    #private;
    constructor(services: Services);
}
interface Asked {
    readonly readings?: readonly {
        readonly title: string;
        readonly days: Days;
    }[];
    readonly paging?: {
        readonly days: Days;
        readonly shown: number;
    };
}
export {};
