import type { DialogContext } from 'botbuilder-dialogs';
import { outsideWindow } from '../../src/index.js';
import { askForHuman } from '../human/handOff.js';
import type { Desk } from './desk.js';
import { draftOf } from './draft.js';
import { waitingMessage } from './followUp.js';
import { addSaid } from './notes.js';
import { type Said, turnOf } from './said.js';

/**
 * Hands off to a human: marks the person's latest open ticket, or opens one, and sends Bot Framework's
 * `handoff.initiate` event to the channel. A dialog stays open, and goes on when the human is done. If the turn is late
 * and the window is closed, the person is told by template.
 */
export async function handOff(dc: DialogContext, said: Said, { tickets, whoIs, said: lastSaid }: Desk): Promise<void> {
  const { context } = dc;
  const who = await whoIs(context);
  const turn = turnOf(context.activity);
  const latest = (await tickets.of(who.person)).find(({ state }) => state === 'open');
  const marked = latest && (await tickets.askForHuman(latest.id));
  const ticket =
    marked ??
    (await tickets.open({ ...who, subject: 'Talk to a human', description: '', wantsHuman: true, key: turn }));
  if (said.photos.length > 0) await addSaid(tickets, ticket.id, said, turn);
  const { id, subject } = ticket;
  await askForHuman(context, lastSaid, { reason: `${id}: ${subject}`, ticket: id, subject, draft: draftOf(dc) });
  const { text, template } = waitingMessage(ticket);
  await context.sendActivity(outsideWindow(text, template));
}
