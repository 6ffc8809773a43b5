import { type Dialog } from 'botbuilder-dialogs';
import type { Tickets } from '../tickets.js';
export interface Reopened {
    ticket: string;
    subject: string;
}
/** Asks what is still wrong with a ticket that was just re-opened, and adds the answer to the ticket. */
export declare function reopenDialogs(tickets: Tickets): Dialog[];
