import { type Dialog } from 'botbuilder-dialogs';
import type { Desk } from '../desk.js';
import type { Photo } from '../ticket.js';
/** A ticket that is not opened yet. It is kept in the dialog's state from turn to turn. */
export interface Draft {
    /** The turn in which the customer asked for a ticket. It makes opening the ticket idempotent. */
    key: string;
    subject: string;
    description: string;
    photos: Photo[];
}
/** Opens a ticket: asks for subject, description and photo, and for a confirmation before it is sent. */
export declare function openDialogs({ tickets, whoIs }: Desk): Dialog[];
