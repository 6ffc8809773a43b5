import type { DialogContext } from 'botbuilder-dialogs';
import type { WhichPayment } from './dialogs/payment.js';
import { inEnglish } from './heard.js';
import { offer, offerMenu, say } from './lines.js';
import { readPaymentAnswer } from './paymentAnswer.js';
import type { Services } from './services.js';
import { answerTitles, payment, readReply, takeAnswer } from './wasItYou.js';
import { bankingWords } from './words.js';

/**
 * Takes the answer to "Was it you?", which can come at any time: a tap on the question's buttons, or words that can mean
 * nothing else. A bare yes or no answers it only if nothing was said since, and no dialog is open that it may answer as
 * well: money or the card may hang on it, so then the person is asked which they mean. Resolves with whether it was one.
 */
export async function answerPaymentQuestion(dc: DialogContext, services: Services): Promise<boolean> {
  const { context } = dc;
  const { text, replyToId } = context.activity;
  const { heardAt, clock } = services;
  const words = bankingWords(context);
  const lastHeardAt = await heardAt.get(context, 0);
  await heardAt.set(context, clock.now());
  const active = dc.activeDialog?.id;
  const isBare = readPaymentAnswer(inEnglish(text))?.isBare ?? false;
  if (active === 'payment' && !answerTitles(words).some((title) => title === text.trim())) return false;
  const reply = await readReply(context, services);
  if (reply.kind === 'none') return false;
  const [newest] = reply.questions;
  if (isBare && newest && !reply.isQuoted) {
    const isNew = newest.at >= lastHeardAt;
    // The dialog's own buttons were tapped, or its question is the newer one.
    if (active !== undefined && (replyToId !== undefined || !isNew)) return false;
    if (active !== undefined || !isNew) {
      const which = words('ifThatIsAbout', payment(newest));
      if (active === undefined) await context.sendActivity(offer(which, answerTitles(words)));
      else await interrupt(dc, `${which} ${words('otherwiseAgain')}`);
      return true;
    }
  }
  if (reply.kind === 'about') {
    await interrupt(dc, await takeAnswer(context, services, reply.answer, reply.questions));
    return true;
  }
  const which: WhichPayment = { answer: reply.answer, questions: reply.questions };
  await dc.beginDialog('payment', which);
  return true;
}

/** Says something, then continues where the person was: with the same question, or with the menu. */
export async function interrupt(dc: DialogContext, text: string): Promise<void> {
  await dc.context.sendActivity(dc.activeDialog ? say(text) : offerMenu(dc.context, text));
  await dc.repromptDialog();
}
