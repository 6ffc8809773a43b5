import type { DialogContext } from 'botbuilder-dialogs';
import type { LastOffered } from '../talk/lastOffered.js';
import { openQuestion } from '../talk/questions.js';
import { route } from '../talk/router.js';
import type { Desk } from './desk.js';
import { answerFollowUp } from './feedback.js';
import { inEnglish, spelt } from './heard.js';
import { moveReminder } from './moving.js';
import { hasOtherFiles, saidOf } from './said.js';
import { questionOf, type SupportTalk } from './talk.js';
import { isFeedbackTitle, wordsOfTurn } from './words.js';

export interface Hearing {
  readonly desk: Desk;
  readonly talk: SupportTalk;
  readonly offered: LastOffered;
}

/** Takes in a message. */
export async function hear(dc: DialogContext, hearing: Hearing): Promise<void> {
  const { context } = dc;
  const said = saidOf(context.activity);
  if (!said.text && said.photos.length === 0) {
    await context.sendActivity(wordsOfTurn(context)('unreadable'));
    await dc.repromptDialog();
    return;
  }
  await take(dc, hearing);
  if (hasOtherFiles(context.activity)) await context.sendActivity(wordsOfTurn(context)('otherFile'));
}

async function take(dc: DialogContext, { desk, talk, offered }: Hearing): Promise<void> {
  const { context } = dc;
  const isBusy = dc.activeDialog !== undefined;
  const chosen = isBusy ? undefined : await offered.chosen(context, context.activity.text ?? '');
  if (chosen !== undefined) context.activity.text = chosen;
  const said = saidOf(context.activity);
  if (await moveReminder(dc, said.text, desk)) return;
  // The follow-up of another ticket can arrive in the middle of a dialog. Its buttons cannot mean anything else.
  const isTapped = context.activity.value !== undefined && isFeedbackTitle(said.text);
  if ((isTapped || (!isBusy && !isCommand(dc, said.text, talk))) && (await answerFollowUp(dc, said, desk))) {
    const isClosed = dc.activeDialog?.id !== 'reopen.what';
    if (isBusy && isClosed) await dc.repromptDialog();
    return;
  }
  if (said.photos.length > 0) await takePhotos(dc, talk);
  else await route(dc, said.text, talk);
}

/** What may not be taken for the answer to a follow-up, although words of it are in there. */
const commands = new Set(['human', 'open', 'add', 'remind', 'unremind', 'cancel', 'help', 'list', 'reminders']);

function isCommand(dc: DialogContext, text: string, talk: SupportTalk): boolean {
  const wish = talk.read(text, dc) ?? talk.read(spelt(inEnglish(text)), dc);
  return wish !== undefined && commands.has(wish.kind);
}

/**
 * A photo answers the open question, or becomes an offer to open a ticket. A command under it is met: with the photo if
 * it can take one, otherwise before it.
 */
async function takePhotos(dc: DialogContext, talk: SupportTalk): Promise<void> {
  const { context } = dc;
  const { text } = saidOf(context.activity);
  const english = spelt(inEnglish(text));
  const wish = text ? (talk.read(text, dc) ?? talk.read(english, dc)) : undefined;
  const question = questionOf(dc);
  const isMet = wish?.isWhole && !wish.isPolite && !(question && talk.isAnswer(dc, text));
  if (wish && isMet) {
    const met = await talk.meet(dc, wish, text);
    if (met === 'done' || wish.kind === 'cancel') {
      if (met === 'said') await dc.repromptDialog();
      return;
    }
    context.activity.text = '';
  }
  if (!question?.takesPhotos) {
    await talk.offer(dc);
    return;
  }
  const before = openQuestion(dc)?.state;
  await dc.continueDialog();
  // The framework does not ask again in a turn in which something was said.
  if (isMet && openQuestion(dc)?.state === before) await dc.repromptDialog();
}
