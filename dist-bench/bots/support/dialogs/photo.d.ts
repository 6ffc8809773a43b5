import { type Dialog } from 'botbuilder-dialogs';
import type { Photo } from '../ticket.js';
/** Photos that nobody asked for, with their captions. */
export interface Loose {
    text: string;
    photos: Photo[];
    /** The ticket that they may belong to. */
    ticket: string | undefined;
}
/** Offers to open a ticket with a photo, or to add the photo to the open ticket. */
export declare function photoDialogs(): Dialog[];
