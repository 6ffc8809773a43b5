import type { FollowUps } from '../reminders/followUps.js';
import type { Ticket } from './ticket.js';
import type { Tickets } from './tickets.js';
/** Asks the customer, a day after the ticket was resolved, whether all is well. Asks once for each resolution. */
export declare function askWhetherAllIsWell(followUps: FollowUps, tickets: Tickets, ticket: Ticket): Promise<void>;
/** Cancels the question, because the customer has answered it. Call this after the ticket has changed. */
export declare function needNotAsk(followUps: FollowUps, id: string): Promise<void>;
