import { ComponentDialog } from 'botbuilder-dialogs';
import { type Services } from '../services.js';
import { type TransferQuestion } from '../transferQuestion.js';
import { type TransferSlots } from '../transferText.js';
/** The first message about a transfer, or what is known after some questions. */
export interface TransferOptions {
    readonly text?: string;
    readonly slots?: TransferSlots;
    /** What was asked. It is kept with the dialog, because the answer may come to another process. */
    asked?: Asked;
}
interface Asked {
    readonly question: TransferQuestion;
    /** Made with the summary, so that a Yes to it books once, even if its turn runs twice. */
    readonly key: string;
}
/** Asks for what a transfer lacks, one thing at a time, and books it after the person has confirmed it. */
export declare class TransferDialog extends ComponentDialog<TransferOptions> {
    #private;
    constructor(services: Services);
}
export {};
