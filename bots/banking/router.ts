import type { StatePropertyAccessor } from 'botbuilder';
import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import { readPeriod } from '../dates/period.js';
import { askForHuman } from '../human/handOff.js';
import { CardDialog } from './dialogs/card.js';
import { PaymentDialog, type WhichPayment } from './dialogs/payment.js';
import { ReminderDialog } from './dialogs/reminder.js';
import { TransactionsDialog } from './dialogs/transactions.js';
import { TransferDialog } from './dialogs/transfer.js';
import { draftOf } from './draft.js';
import { holdsSecretNumber, type Intent, readIntent, readPaymentAnswer, readYesNo } from './intents.js';
import { handedOver, help, helpAt, left, noSecrets, notUnderstood, offer, say, textOnly } from './lines.js';
import { localeIn, personOf, type Services } from './services.js';
import { showAccount } from './transferQuestion.js';
import { answerTitles, readReply, showPaymentQuestion, takeAnswer, wasItYou } from './wasItYou.js';

export function createDialogs(services: Services, state: StatePropertyAccessor<DialogState>): DialogSet {
  return new DialogSet(state)
    .add(new TransactionsDialog(services))
    .add(new TransferDialog(services))
    .add(new CardDialog(services))
    .add(new ReminderDialog(services))
    .add(new PaymentDialog(services));
}

/** The dialog for each intent. The others are answered in one message. */
const dialogFor: Partial<Record<Intent['kind'], string>> = {
  transactions: 'transactions',
  transfer: 'transfer',
  remind: 'reminder',
  freeze: 'card',
  unfreeze: 'card',
  notMe: 'card',
};

/**
 * Answers one message. Interruptions come first: help, cancel, menu, a human, and anything that is not text. Then comes
 * the current dialog, unless the person clearly wants another one. Then a new dialog.
 */
export async function answerMessage(dialogs: DialogContext, services: Services): Promise<void> {
  const { context } = dialogs;
  const text = context.activity.text?.trim() ?? '';
  const active = dialogs.activeDialog?.id;
  if (text === '' || context.activity.valueType === 'clickatell/unsupported') return interrupt(dialogs, textOnly);
  if (holdsSecretNumber(text)) return interrupt(dialogs, noSecrets);
  if (await answerPaymentQuestion(dialogs, services)) return;
  const intent = readIntent(text);
  switch (intent.kind) {
    case 'cancel':
      return leave(dialogs, (active && left[active]) ?? 'There is nothing to cancel. What can I do for you?');
    case 'menu':
      return leave(dialogs, `${active ? `${left[active]} ` : ''}What can I do for you?`);
    case 'help':
      return interrupt(dialogs, (active && helpAt[dialogs.child?.activeDialog?.id ?? '']) ?? help);
    case 'human':
      return handOff(dialogs, text, services);
    case 'balance':
      return interrupt(dialogs, await balance(dialogs, services));
    case 'unremind':
      return interrupt(
        dialogs,
        await services.reminders.takeBack(context, intent.text, await localeIn(context, services)),
      );
    case 'reminders':
      return interrupt(dialogs, await services.reminders.list(context, await localeIn(context, services)));
    case 'itWasMe':
      return interrupt(dialogs, 'Thank you, then all is well with that payment.');
  }
  const wanted = dialogFor[intent.kind];
  if (active && (wanted === undefined || wanted === active)) {
    await dialogs.continueDialog();
    return;
  }
  if (active) {
    await context.sendActivity(say(left[active] ?? 'Cancelled.'));
    await dialogs.cancelAllDialogs();
  }
  await begin(dialogs, intent, text, services);
}

/**
 * Takes the answer to "Was it you?", which can come at any time: a tap on the question's buttons, or words that can mean
 * nothing else. A bare yes or no answers it only if nothing was said since, and no dialog is open that it may answer as
 * well: money or the card may hang on it, so then the person is asked which they mean.
 */
async function answerPaymentQuestion(dialogs: DialogContext, services: Services): Promise<boolean> {
  const { context } = dialogs;
  const { text, replyToId } = context.activity;
  const { heardAt, clock } = services;
  const lastHeardAt = await heardAt.get(context, 0);
  await heardAt.set(context, clock.now());
  const active = dialogs.activeDialog?.id;
  const isBare = readPaymentAnswer(text)?.isBare ?? false;
  if (active === 'payment' && !answerTitles.some((title) => title === text.trim())) return false;
  const reply = await readReply(context, services);
  if (reply.kind === 'none') return false;
  const [newest] = reply.questions;
  if (isBare && newest && !reply.isQuoted) {
    const isNew = newest.at >= lastHeardAt;
    // The dialog's own buttons were tapped, or its question is the newer one.
    if (active !== undefined && (replyToId !== undefined || !isNew)) return false;
    if (active !== undefined || !isNew) {
      const which = `If that is about the payment of ${showPaymentQuestion(newest)}: say "it was me" or "not me".`;
      if (active === undefined) await context.sendActivity(offer(which, answerTitles));
      else await interrupt(dialogs, `${which} If it answers what I asked before, say it again:`);
      return true;
    }
  }
  if (reply.kind === 'about') {
    await interrupt(dialogs, await takeAnswer(context, services, reply.answer, reply.questions));
    return true;
  }
  if (active) {
    await context.sendActivity(say(left[active] ?? 'Cancelled.'));
    await dialogs.cancelAllDialogs();
  }
  const which: WhichPayment = { answer: reply.answer, questions: reply.questions };
  await dialogs.beginDialog('payment', which);
  return true;
}

async function begin(dialogs: DialogContext, intent: Intent, text: string, services: Services): Promise<void> {
  const { context } = dialogs;
  switch (intent.kind) {
    case 'transactions':
      await dialogs.beginDialog('transactions', { text, account: intent.account });
      return;
    case 'transfer':
      await dialogs.beginDialog('transfer', { text });
      return;
    case 'remind':
      await dialogs.beginDialog('reminder', { text: intent.text });
      return;
    case 'freeze':
    case 'unfreeze':
      await dialogs.beginDialog('card', { action: intent.kind });
      return;
    case 'notMe':
      await dialogs.beginDialog('card', { action: 'freeze', afterFraud: true });
      return;
    case 'greeting': {
      const { name } = await services.bank.customer(personOf(context));
      await context.sendActivity(offer(`Hello ${name}. What can I do for you?`));
      return;
    }
    case 'thanks':
      await context.sendActivity(offer('You are welcome. Is there anything else?'));
      return;
  }
  if (await namesDays(dialogs, text, services)) {
    await dialogs.beginDialog('transactions', { text });
    return;
  }
  const [asked] = (await services.bank.questions(personOf(context))).filter(({ state }) => state === 'open');
  if (asked) {
    await context.sendActivity(
      offer(`I did not understand that. ${wasItYou(personOf(context), asked).text}`, answerTitles),
    );
    return;
  }
  const nothingAsked =
    readYesNo(text) === undefined ? notUnderstood : 'There is no question open. What can I do for you?';
  await context.sendActivity(offer(nothingAsked));
}

/** Says something, then continues where the person was: with the same question, or with the menu. */
async function interrupt(dialogs: DialogContext, text: string): Promise<void> {
  if (!dialogs.activeDialog) {
    await dialogs.context.sendActivity(offer(text));
    return;
  }
  await dialogs.context.sendActivity(say(text));
  await dialogs.repromptDialog();
}

/** A consultant answers. What is open stays so, and goes on when they are done. */
async function handOff(dialogs: DialogContext, reason: string, services: Services): Promise<void> {
  const { context } = dialogs;
  const customer = await services.bank.customer(personOf(context));
  const { name } = customer;
  await askForHuman(context, services.said, { reason, customer: name, draft: draftOf(dialogs, customer) });
  await context.sendActivity(say(handedOver));
}

async function leave(dialogs: DialogContext, text: string): Promise<void> {
  await dialogs.cancelAllDialogs();
  await dialogs.context.sendActivity(offer(text));
}

async function balance({ context }: DialogContext, { bank }: Services): Promise<string> {
  const accounts = await bank.accounts(personOf(context));
  return ['Your accounts:', ...accounts.map(showAccount)].join('\n');
}

/** "Last week" on its own asks for the transactions of those days. */
async function namesDays({ context }: DialogContext, text: string, services: Services): Promise<boolean> {
  const { zone, culture } = await localeIn(context, services);
  const { kind } = readPeriod(text, { now: services.clock.now(), zone, culture });
  return kind === 'period' || kind === 'ambiguous';
}
