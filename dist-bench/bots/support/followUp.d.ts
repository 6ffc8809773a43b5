import { type TemplateMessage } from '../../src/index.js';
import type { Ticket } from './ticket.js';
/** A proactive message: as text, and as the template for a closed window. */
export interface FollowUp {
    text: string;
    template: TemplateMessage;
}
/** Tells the customer that the ticket is resolved, and asks for confirmation. */
export declare function resolvedMessage(ticket: Ticket): FollowUp;
/** Tells the customer what an agent wrote on the ticket. */
export declare function updateMessage(ticket: Ticket, note: string): FollowUp;
/** Tells the customer that a human will look at the ticket. */
export declare function waitingMessage(ticket: Ticket): FollowUp;
/** Asks a day later whether the ticket is really solved. The answers are those of `resolvedMessage`. */
export declare function allWellMessage(ticket: Ticket): FollowUp;
/** Reminds the customer of what they asked for. With an empty subject, of nothing in particular. */
export declare function reminderMessage(who: {
    name?: string;
}, subject: string): FollowUp;
