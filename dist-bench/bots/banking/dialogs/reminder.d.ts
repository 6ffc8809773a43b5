import { ComponentDialog } from 'botbuilder-dialogs';
import { type Payment } from '../paymentReminder.js';
import { type Services } from '../services.js';
/** What is known about a reminder so far. It is kept with the dialog, so it must survive JSON. */
export interface ReminderOptions {
    /** What the person wrote last. */
    readonly text: string;
    readonly payment?: Payment;
    /** Epoch ms. */
    readonly at?: number;
    /** The moments that the person was asked to choose from, epoch ms. */
    readonly offered?: readonly number[];
    /** What was asked last. */
    readonly asked?: 'payee' | 'when';
}
/** Sets a reminder of a payment, once the payee and the time are clear. */
export declare class ReminderDialog extends ComponentDialog<ReminderOptions> {
    #private;
    constructor(services: Services);
}
