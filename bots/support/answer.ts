import { MessageFactory, type TurnContext } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import { localeOf } from '../dates/locale.js';
import type { Desk } from './desk.js';
import type { Addition } from './dialogs/add.js';
import type { Draft } from './dialogs/open.js';
import type { Loose } from './dialogs/photo.js';
import type { Remind } from './dialogs/remind.js';
import { answerFollowUp, awaiting } from './feedback.js';
import { handOff } from './handOff.js';
import { intentOf, interruptionOf } from './intents.js';
import { type Said, turnOf } from './said.js';
import { SaidPrompt } from './saidPrompt.js';
import { feedbackTitles, helpText, line, menu, notFound, standing } from './words.js';

/** How many tickets a list shows. Older ones are found by their number. */
const longestList = 10;

/** Answers a message while no dialog is under way. */
export async function answer(dc: DialogContext, said: Said, desk: Desk): Promise<void> {
  const { context } = dc;
  const intent = intentOf(said.text);
  if (intent.kind === 'human') return handOff(dc, said, desk);
  if (intent.kind === 'open') {
    const draft: Draft = { key: turnOf(context.activity), subject: '', description: '', photos: said.photos };
    await dc.beginDialog('open', draft);
    return;
  }
  if (intent.kind === 'add') {
    const addition: Addition = { ticket: intent.ticket, text: intent.text, photos: said.photos };
    await dc.beginDialog('add', addition);
    return;
  }
  if (intent.kind === 'remind') {
    const wish: Remind = { text: intent.text, offered: [] };
    await dc.beginDialog('remind', wish);
    return;
  }
  if (intent.kind === 'unremind' || intent.kind === 'reminders') {
    const locale = localeOf(context.activity.from.id);
    const { reminders } = desk;
    const text =
      intent.kind === 'unremind' ? reminders.takeBack(context, intent.text, locale) : reminders.list(context, locale);
    await context.sendActivity(menu(await text));
    return;
  }
  if (!interruptionOf(said.text) && (await answerFollowUp(dc, said, desk))) return;
  if (said.photos.length > 0) {
    const own = await desk.tickets.of(context.activity.from.id);
    const ticket = own.find(({ state }) => state !== 'closed')?.id;
    const loose: Loose = { text: said.text, photos: said.photos, ticket };
    await dc.beginDialog('photo', loose);
    return;
  }
  switch (intent.kind) {
    case 'status':
      return tellStatus(context, desk, intent.ticket);
    case 'list':
      return tellList(context, desk);
    case 'help':
      await context.sendActivity(menu(helpText));
      return;
    case 'cancel':
      await context.sendActivity(menu('There is nothing to cancel. What can I do for you?'));
      return;
    case 'greeting': {
      const { name } = await desk.whoIs(context);
      await context.sendActivity(
        menu(`Hello${name ? ` ${name}` : ''}, this is the support desk. What can I do for you?`),
      );
      return;
    }
    case 'unknown':
      return tellUnknown(context, desk);
  }
}

/** Answers what can be said in the middle of a dialog without answering it. `false` leaves it to the dialog. */
export async function interrupt(dc: DialogContext, said: Said, desk: Desk): Promise<boolean> {
  const { context } = dc;
  // The follow-up of another ticket can arrive in the middle of a dialog. Its buttons cannot mean anything else.
  const tapped = context.activity.value !== undefined && feedbackTitles.includes(said.text);
  if (tapped && (await answerFollowUp(dc, said, desk))) {
    if (said.text === 'Solved') await dc.repromptDialog();
    return true;
  }
  const prompt = dc.findDialog(dc.activeDialog?.id ?? '');
  const question = prompt instanceof SaidPrompt ? prompt.question : undefined;
  // A photo is an answer, whatever its caption says.
  const interruption = said.photos.length > 0 ? undefined : interruptionOf(said.text);
  if (!interruption || question?.takes?.includes(interruption)) return false;
  switch (interruption) {
    case 'cancel':
      await dc.cancelAllDialogs();
      await context.sendActivity(menu('All right, I have stopped that. What can I do for you?'));
      return true;
    case 'human':
      await handOff(dc, said, desk);
      return true;
    case 'help':
      await context.sendActivity(question?.help ?? helpText);
      break;
    case 'list':
      await tellList(context, desk);
      break;
    case 'open':
      await context.sendActivity('Let us finish this first, or say cancel.');
      break;
  }
  await dc.repromptDialog();
  return true;
}

async function tellStatus(context: TurnContext, desk: Desk, id: string | undefined): Promise<void> {
  if (id === undefined) return tellList(context, desk);
  const ticket = await desk.tickets.get(id);
  // Another person's ticket is answered like one that does not exist, so that nobody can find out which ones do.
  const own = ticket?.person === context.activity.from.id ? ticket : undefined;
  await context.sendActivity(own ? standing(own, desk.clock.now()) : menu(notFound(id)));
}

async function tellList(context: TurnContext, { tickets, clock }: Desk): Promise<void> {
  const own = await tickets.of(context.activity.from.id);
  const [only, ...more] = own;
  if (!only) await context.sendActivity(menu('You have no tickets.'));
  else if (more.length === 0) await context.sendActivity(standing(only, clock.now()));
  else {
    const older = own.length > longestList ? `\nand ${own.length - longestList} older` : '';
    await context.sendActivity(`Your tickets:\n${own.slice(0, longestList).map(line).join('\n')}${older}`);
  }
}

async function tellUnknown(context: TurnContext, { tickets }: Desk): Promise<void> {
  const { activity } = context;
  const ticket = awaiting(await tickets.of(activity.from.id), turnOf(activity));
  if (!ticket) {
    await context.sendActivity(menu('I did not understand that. You can tap one of these, or write it:'));
    return;
  }
  const question = `I did not understand that. Is ${ticket.id} (${ticket.subject}) solved? Or say "menu".`;
  await context.sendActivity(MessageFactory.suggestedActions(feedbackTitles, question));
}
