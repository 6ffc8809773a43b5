import type { Photo } from './ticket.js';
import type { Tickets } from './tickets.js';
/** Adds what a customer said to their ticket: the words with the first photo, and a note for each further photo. */
export declare function addSaid(tickets: Tickets, id: string, said: {
    text: string;
    photos: Photo[];
}, turn: string): Promise<void>;
