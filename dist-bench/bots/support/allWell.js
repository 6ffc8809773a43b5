import { allWellMessage } from './followUp.js';
const afterMs = 24 * 60 * 60 * 1000;
const keyOf = (id) => `${id}/all-well`;
/** Asks the customer, a day after the ticket was resolved, whether all is well. Asks once for each resolution. */
export async function askWhetherAllIsWell(followUps, tickets, ticket) {
    const { id, person, business, resolvedAt = 0, reopenedCount } = ticket;
    const said = { to: person, from: business, ...allWellMessage(ticket), id: `${id}-all-well-${reopenedCount + 1}` };
    await followUps.schedule({ ...said, key: keyOf(id), at: resolvedAt + afterMs });
    // The customer may have answered since the ticket was read, when there was no question to cancel yet.
    if ((await tickets.get(id))?.state !== 'resolved')
        await followUps.cancel(keyOf(id));
}
/** Cancels the question, because the customer has answered it. Call this after the ticket has changed. */
export async function needNotAsk(followUps, id) {
    await followUps.cancel(keyOf(id));
}
