import { type Dialog } from 'botbuilder-dialogs';
import type { Desk } from '../desk.js';
import type { Photo } from '../ticket.js';
/** What to add, and to which ticket, as far as the customer has said it. */
export interface Addition {
    ticket?: string | undefined;
    text: string;
    photos: Photo[];
}
/** Adds words and photos to one of the customer's own tickets. This re-opens a resolved ticket. */
export declare function addDialogs({ tickets, followUps }: Desk): Dialog[];
