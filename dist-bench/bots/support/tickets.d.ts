import type { Clock } from '../../src/index.js';
import { type Note, type Photo, type Ticket, type TicketState } from './ticket.js';
/** What the tickets need from a store: a Keyv with an atomic `update`. `change` may be called more than once. */
export interface TicketStore {
    get(key: string): Promise<unknown>;
    update(key: string, change: (current: unknown) => unknown): Promise<unknown>;
}
export interface NewTicket {
    person: string;
    business: string;
    name?: string | undefined;
    subject: string;
    description: string;
    /** The first becomes the ticket's photo, and each other one a note. */
    photos?: readonly Photo[];
    wantsHuman?: boolean;
    /** The idempotency key: the same key opens one ticket. */
    key: string;
}
export interface NewNote {
    by: Note['by'];
    text: string;
    photo?: Photo;
    /** The same key is the same note. */
    key: string;
}
/**
 * The tickets of a support desk. Ids are numbered (`T-1`, `T-2`, …), so the last number gives the list of all, and each
 * person has a list of their own. A change to an unknown ticket returns `undefined`, and one that its state does not
 * allow returns the ticket as it is.
 */
export declare class Tickets {
    #private;
    constructor(store: TicketStore, clock: Clock);
    /** Opens a ticket. Every step can be repeated, so a turn that was interrupted completes when it runs again. */
    open(wish: NewTicket): Promise<Ticket>;
    get(id: string): Promise<Ticket | undefined>;
    /** The person's tickets, newest first. */
    of(person: string): Promise<Ticket[]>;
    /** Every ticket, or those in one state, newest first. */
    list(filter?: {
        state?: TicketState | undefined;
    }): Promise<Ticket[]>;
    addNote(id: string, { by, text, photo, key }: NewNote): Promise<Ticket | undefined>;
    resolve(id: string, resolution: string): Promise<Ticket | undefined>;
    /** `turn` names the turn in which the customer asked for it. */
    reopen(id: string, turn: string): Promise<Ticket | undefined>;
    /** `turn` names the turn in which the customer said so. */
    close(id: string, turn: string): Promise<Ticket | undefined>;
    askForHuman(id: string): Promise<Ticket | undefined>;
}
