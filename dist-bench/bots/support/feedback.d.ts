import type { DialogContext } from 'botbuilder-dialogs';
import type { Desk } from './desk.js';
import { type Said } from './said.js';
import type { Ticket } from './ticket.js';
/**
 * Takes "Solved" or "Not solved", tapped or in the person's own words, as the answer to the follow-up of the ticket
 * that was resolved last, or of the one they name. `false` if it is not such an answer, or none of their tickets waits
 * for one.
 */
export declare function answerFollowUp(dc: DialogContext, said: Said, { tickets, followUps }: Desk): Promise<boolean>;
/** The ticket that a yes or no is about. If an earlier run of this turn has answered one already, it is that one. */
export declare function awaiting(tickets: readonly Ticket[], turn: string, named?: string): Ticket | undefined;
