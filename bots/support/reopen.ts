import type { DialogContext } from 'botbuilder-dialogs';
import { plain } from '../plain.js';
import type { Met } from '../talk/talk.js';
import { needNotAsk } from './allWell.js';
import type { Desk } from './desk.js';
import type { Reopened } from './dialogs/reopen.js';
import { inEnglish } from './heard.js';
import { addSaid } from './notes.js';
import { type Said, turnOf } from './said.js';
import { takeOut, withMenu } from './stack.js';
import { line } from './standing.js';
import type { Ticket } from './ticket.js';
import { wordsOfTurn } from './words.js';

/** Re-opens a ticket that is resolved or closed, and asks what is still wrong. */
export async function reopen(dc: DialogContext, named: string | undefined, said: Said, desk: Desk): Promise<Met> {
  const { context } = dc;
  const { tickets, followUps } = desk;
  const say = wordsOfTurn(context);
  const own = await tickets.of(context.activity.from.id);
  const tell = async (text: string): Promise<Met> => {
    await context.sendActivity(withMenu(dc, text));
    return 'said';
  };
  const done = own.filter(({ state }) => state !== 'open');
  const turn = turnOf(context.activity);
  const ticket = named === undefined ? onlyOne(done) : own.find(({ id }) => id === named);
  if (!ticket) {
    if (named !== undefined) return tell(say('notFound', { ticket: named }));
    if (done.length === 0) return tell(say('reopen.none'));
    return tell(say('reopen.which', { lines: done.map((each) => line(say, each)).join('\n') }));
  }
  const { id, subject } = ticket;
  const isNews = !/\bre-? ?open|\bopen\b/.test(plain(inEnglish(said.text)));
  if (ticket.state === 'open' && ticket.answeredIn !== turn) {
    if (!isNews) return tell(say('reopen.open', { ticket: id, subject }));
    await addSaid(tickets, id, said, turn);
    return tell(say('add.added', { ticket: id, again: 'no' }));
  }
  await tickets.reopen(id, turn);
  await needNotAsk(followUps, id);
  if (isNews || said.photos.length > 0) await addSaid(tickets, id, said, turn);
  takeOut(dc, 'reopen');
  const options: Reopened = { ticket: id, subject };
  await dc.beginDialog('reopen', options);
  return 'done';
}

function onlyOne(tickets: readonly Ticket[]): Ticket | undefined {
  return tickets.length === 1 ? tickets[0] : undefined;
}
