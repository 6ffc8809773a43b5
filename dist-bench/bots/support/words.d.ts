import type { Activity } from 'botbuilder';
import type { Ticket } from './ticket.js';
/** The menu's titles, understood at any time, typed or tapped. At most 20 characters, the limit of a button. */
export declare const menuTitles: string[];
export declare const feedbackTitles: string[];
export declare const unreadable = "I can't read that kind of message, sorry. Please write to me, or send a photo.";
export declare const otherFile = "I can only keep photos, so I have left that file out.";
export declare const helpText: string;
export declare function menu(text: string): Partial<Activity>;
/** A ticket as one line of a list. */
export declare function line({ id, subject, state }: Ticket): string;
/** The state of one ticket. */
export declare function standing(ticket: Ticket, now: number): string;
/** What an agent wrote last. */
export declare function newsOf({ notes }: Ticket): string | undefined;
export declare function notFound(id: string): string;
