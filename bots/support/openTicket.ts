import type { DialogContext } from 'botbuilder-dialogs';
import { isUnderWay } from '../talk/questions.js';
import type { Met } from '../talk/talk.js';
import { draftFrom } from './dialogs/draft.js';
import { ticketUnderWay } from './draft.js';
import { type Said, turnOf } from './said.js';
import { takeOut, withMenu } from './stack.js';
import { wordsOfTurn } from './words.js';

/**
 * Begins to open a ticket. One at a time: while another one has words already, the person is told to finish it first;
 * one without words takes these. `words`: for the new ticket, in the person's own words.
 */
export async function openTicket(dc: DialogContext, words: string, { photos }: Said): Promise<Met> {
  const { context } = dc;
  const draft = isUnderWay(dc, 'open') ? ticketUnderWay(dc, '') : undefined;
  if (draft?.subject || draft?.description) {
    const say = wordsOfTurn(context);
    await context.sendActivity(say('open.first', { subject: draft.subject || say('open.untitled') }));
    return 'said';
  }
  takeOut(dc, 'open');
  const key = turnOf(context.activity);
  await dc.beginDialog('open', draftFrom(key, words, [...(draft?.photos ?? []), ...photos]));
  return 'done';
}

/** Begins the ticket under way anew. Without one there is nothing to begin but the menu. */
export async function startOver(dc: DialogContext): Promise<Met> {
  const { context } = dc;
  const say = wordsOfTurn(context);
  if (!isUnderWay(dc, 'open')) {
    await context.sendActivity(dc.stack.length > 0 ? say('okInQuestion') : withMenu(dc, say('ok')));
    return 'said';
  }
  takeOut(dc, 'open');
  await context.sendActivity(say('restart'));
  await dc.beginDialog('open', draftFrom(turnOf(context.activity), ''));
  return 'done';
}
