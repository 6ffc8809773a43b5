import type { DialogContext } from 'botbuilder-dialogs';
import { needNotAsk } from './allWell.js';
import type { Desk } from './desk.js';
import type { Reopened } from './dialogs/reopen.js';
import { inEnglish } from './heard.js';
import { addSaid } from './notes.js';
import { feedbackOf } from './reading/answers.js';
import { ticketIn } from './reading/ticketIn.js';
import { type Said, turnOf } from './said.js';
import type { Ticket } from './ticket.js';
import { wordsOfTurn } from './words.js';

/** With this many words it is more than a yes or no: they say what is wrong, and are kept. */
const wordsOfAnAnswer = 4;

/**
 * Takes "Solved" or "Not solved", tapped or in the person's own words, as the answer to the follow-up of the ticket
 * that was resolved last, or of the one they name. `false` if it is not such an answer, or none of their tickets waits
 * for one.
 */
export async function answerFollowUp(dc: DialogContext, said: Said, { tickets, followUps }: Desk): Promise<boolean> {
  const feedback = feedbackOf(inEnglish(said.text));
  if (!feedback) return false;
  const turn = turnOf(dc.context.activity);
  const ticket = awaiting(await tickets.of(dc.context.activity.from.id), turn, ticketIn(said.text));
  if (!ticket) return false;
  const { id, subject } = ticket;
  if (feedback === 'solved') {
    await tickets.close(id, turn);
    await needNotAsk(followUps, id);
    if (said.photos.length > 0) await addSaid(tickets, id, said, turn);
    await dc.context.sendActivity(wordsOfTurn(dc.context)('feedback.closed', { ticket: id, subject }));
    return true;
  }
  await tickets.reopen(id, turn);
  await needNotAsk(followUps, id);
  if (said.photos.length > 0 || said.text.split(/\s+/).length > wordsOfAnAnswer) {
    await addSaid(tickets, id, said, turn);
  }
  const options: Reopened = { ticket: id, subject };
  await dc.beginDialog('reopen', options);
  return true;
}

/** The ticket that a yes or no is about. If an earlier run of this turn has answered one already, it is that one. */
export function awaiting(tickets: readonly Ticket[], turn: string, named?: string): Ticket | undefined {
  const answered = tickets.find(({ answeredIn }) => answeredIn === turn);
  if (answered) return answered;
  return tickets
    .filter(({ state, id }) => state === 'resolved' && (named === undefined || id === named))
    .sort((one, other) => (other.resolvedAt ?? 0) - (one.resolvedAt ?? 0))[0];
}
