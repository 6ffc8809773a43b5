import { outsideWindow } from '../../src/index.js';
import { waitingMessage } from './followUp.js';
import { addSaid } from './notes.js';
import { turnOf } from './said.js';
/**
 * Hands off to a human: marks the person's latest open ticket, or opens one, and sends Bot Framework's
 * `handoff.initiate` event to the channel. If the turn is late and the window is closed, the person is told by
 * template.
 */
export async function handOff(context, said, { tickets, whoIs }) {
    const who = await whoIs(context);
    const turn = turnOf(context.activity);
    const latest = (await tickets.of(who.person)).find(({ state }) => state === 'open');
    const marked = latest && (await tickets.askForHuman(latest.id));
    const ticket = marked ??
        (await tickets.open({ ...who, subject: 'Talk to a human', description: '', wantsHuman: true, key: turn }));
    if (said.photos.length > 0)
        await addSaid(tickets, ticket.id, said, turn);
    await context.sendActivity({
        type: 'event',
        name: 'handoff.initiate',
        value: { ticket: ticket.id, subject: ticket.subject },
    });
    const { text, template } = waitingMessage(ticket);
    await context.sendActivity(outsideWindow(text, template));
}
