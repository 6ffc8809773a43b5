import type { DialogContext } from 'botbuilder-dialogs';
import { outsideWindow } from '../../src/index.js';
import { askForHuman } from '../human/handOff.js';
import type { Desk } from './desk.js';
import { draftFrom } from './dialogs/draft.js';
import { draftOf, ticketUnderWay } from './draft.js';
import { waitingMessage } from './followUp.js';
import { addSaid } from './notes.js';
import { type Said, turnOf } from './said.js';
import { takeOut } from './stack.js';
import type { Ticket } from './ticket.js';
import { named, wordsOfTurn } from './words.js';

/**
 * Hands off to a human with a ticket: the one that the person is opening, or one about their words, otherwise their
 * latest open ticket, otherwise a new one. Sends Bot Framework's `handoff.initiate` event to the channel. Any other
 * dialog stays open, and goes on when the human is done. If the turn is late and the window is closed, the person is
 * told by template. `about`: what the person wants to talk about, in their own words.
 */
export async function handOff(dc: DialogContext, said: Said, about: string, desk: Desk): Promise<void> {
  const { context } = dc;
  const { whoIs, said: lastSaid } = desk;
  const draft = draftOf(dc);
  const ticket = await ticketFor(dc, said, about, desk);
  const { id, subject } = ticket;
  await askForHuman(context, lastSaid, { reason: `${id}: ${subject}`, ticket: id, subject, draft });
  const text = wordsOfTurn(context)('human.waiting', { ...named((await whoIs(context)).name), ticket: id });
  await context.sendActivity(outsideWindow(text, waitingMessage(ticket).template));
}

async function ticketFor(dc: DialogContext, said: Said, about: string, { tickets, whoIs }: Desk): Promise<Ticket> {
  const { context } = dc;
  const who = await whoIs(context);
  const turn = turnOf(context.activity);
  const draft = ticketUnderWay(dc, turn) ?? (about ? draftFrom(turn, about) : undefined);
  if (draft) {
    takeOut(dc, 'open');
    takeOut(dc, 'offer');
    const subject = draft.subject || wordsOfTurn(context)('human.subject');
    const description = [draft.description, about === draft.subject ? '' : about].filter(Boolean).join('\n');
    const photos = [...draft.photos, ...said.photos];
    return tickets.open({ ...who, ...draft, subject, description, photos, wantsHuman: true });
  }
  const latest = (await tickets.of(who.person)).find(({ state }) => state === 'open');
  const marked = latest && (await tickets.askForHuman(latest.id));
  const subject = wordsOfTurn(context)('human.subject');
  const ticket = marked ?? (await tickets.open({ ...who, subject, description: '', wantsHuman: true, key: turn }));
  if (said.photos.length > 0) await addSaid(tickets, ticket.id, said, turn);
  return ticket;
}
