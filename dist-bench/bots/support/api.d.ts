import type { Server } from 'restify';
import { type TemplateMessage } from '../../src/index.js';
import type { FollowUps } from '../reminders/followUps.js';
import type { Tickets } from './tickets.js';
/**
 * Sends a proactive message, once for each `id`: the adapter's `notify`. Resolves once the message is safely stored.
 */
export type Notify = (notification: {
    to: string;
    from: string;
    text: string;
    template: TemplateMessage;
    id: string;
}) => Promise<{
    id: string;
}>;
export interface TicketRoutesOptions {
    tickets: Tickets;
    notify: Notify;
    followUps: FollowUps;
}
/**
 * The desk's side of the tickets, for agents and their tools. The server checks the bearer token and parses the body.
 *
 * Errors are `{"error": sentence, "field"?}`: 400 for wrong input, 404 for an unknown ticket, 409 for one whose state
 * does not allow it. Failures of the store or the channel are left to the server. Every call can be repeated: first the
 * ticket changes, then the customer is told, with an id that comes from the change. So a repeated call completes one
 * that was interrupted.
 */
export declare function ticketRoutes(server: Server, { tickets, notify, followUps }: TicketRoutesOptions): void;
