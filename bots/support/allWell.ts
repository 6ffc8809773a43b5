import type { FollowUps } from '../reminders/followUps.js';
import { allWellMessage } from './followUp.js';
import type { Ticket } from './ticket.js';
import type { Tickets } from './tickets.js';

const afterMs = 24 * 60 * 60 * 1000;

const keyOf = (id: string) => `${id}/all-well`;

/** Asks the customer a day after the ticket was resolved whether all is well. The same resolution is asked about once. */
export async function askWhetherAllIsWell(followUps: FollowUps, tickets: Tickets, ticket: Ticket): Promise<void> {
  const { id, person, business, resolvedAt = 0, reopenedCount } = ticket;
  const said = { to: person, from: business, ...allWellMessage(ticket), id: `${id}-all-well-${reopenedCount + 1}` };
  await followUps.schedule({ ...said, key: keyOf(id), at: resolvedAt + afterMs });
  // The customer may have answered since the ticket was read, and found nothing to take back.
  if ((await tickets.get(id))?.state !== 'resolved') await followUps.cancel(keyOf(id));
}

/** Takes the question back: the customer has answered it. Call it after the ticket has changed. */
export async function needNotAsk(followUps: FollowUps, id: string): Promise<void> {
  await followUps.cancel(keyOf(id));
}
