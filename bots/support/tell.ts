import { MessageFactory } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import type { Desk } from './desk.js';
import { awaiting } from './feedback.js';
import { turnOf } from './said.js';
import { withMenu } from './stack.js';
import { line, standing } from './standing.js';
import { feedbackTitlesIn, wordsOfTurn } from './words.js';

/** How many tickets a list shows. Older ones are found by their number. */
const longestList = 10;

export async function tellStatus(dc: DialogContext, desk: Desk, id: string | undefined): Promise<void> {
  if (id === undefined) return tellList(dc, desk);
  const { context } = dc;
  const say = wordsOfTurn(context);
  const ticket = await desk.tickets.get(id);
  // Another person's ticket is answered like one that does not exist, so that nobody can find out which ones do.
  const own = ticket?.person === context.activity.from.id ? ticket : undefined;
  await context.sendActivity(
    own ? standing(say, own, desk.clock.now()) : withMenu(dc, say('notFound', { ticket: id })),
  );
}

export async function tellList(dc: DialogContext, { tickets, clock }: Desk): Promise<void> {
  const { context } = dc;
  const say = wordsOfTurn(context);
  const own = await tickets.of(context.activity.from.id);
  const [only, ...more] = own;
  if (!only) await context.sendActivity(withMenu(dc, say('noTickets')));
  else if (more.length === 0) await context.sendActivity(standing(say, only, clock.now()));
  else {
    const lines = own
      .slice(0, longestList)
      .map((ticket) => line(say, ticket))
      .join('\n');
    await context.sendActivity(say('list', { lines, older: Math.max(0, own.length - longestList) }));
  }
}

/** Asks once more for the answer to a follow-up. `false` if none is awaited. */
export async function askWhetherSolved(
  { context }: DialogContext,
  { tickets }: Desk,
  question: 'isItSolved' | 'feedback.ask' = 'isItSolved',
): Promise<boolean> {
  const ticket = awaiting(await tickets.of(context.activity.from.id), turnOf(context.activity));
  if (ticket?.state !== 'resolved') return false;
  const say = wordsOfTurn(context);
  const text = say(question, { ticket: ticket.id, subject: ticket.subject });
  await context.sendActivity(MessageFactory.suggestedActions(feedbackTitlesIn(say), text));
  return true;
}
