import type { TurnContext } from 'botbuilder';
import { MessageFactory } from 'botbuilder';
import { type Dialog, WaterfallDialog } from 'botbuilder-dialogs';
import { localeOf } from '../../dates/locale.js';
import { showMoment } from '../../dates/localTime.js';
import { reminderIntent } from '../../reminders/intent.js';
import { stoppedWords } from '../../reminders/reminders.js';
import { readAnswer, readWhen } from '../../reminders/when.js';
import type { Desk } from '../desk.js';
import { reminderMessage } from '../followUp.js';
import { ticketIn } from '../intents.js';
import type { Said } from '../said.js';
import { SaidPrompt } from '../saidPrompt.js';
import { menu, notFound } from '../words.js';

/** A reminder that is not set yet. */
export interface Remind {
  /** What to remind the person of; `undefined` until the first words are read. */
  about?: string;
  /** What they wrote last. */
  text: string;
  /** The moments that they were asked to choose from, epoch ms. */
  offered: readonly number[];
}

const mostDays = 60;

/** Sets a reminder. Asks for its time until there is one that is not ambiguous. */
export function remindDialogs(desk: Desk): Dialog[] {
  const { clock } = desk;
  const remind = new WaterfallDialog<Remind>('remind', [
    async (step) => {
      const { text, offered } = step.options;
      const locale = localeOf(step.context.activity.from.id);
      const context = { now: clock.now(), ...locale };
      const first = step.options.about === undefined ? readWhen(text, context, mostDays) : undefined;
      const when = first?.when ?? readAnswer(text, offered, context, mostDays);
      const about = step.options.about ?? aboutIn(first?.rest ?? '');
      if (when.kind === 'at') {
        await step.context.sendActivity(await set(step.context, about, when.at, desk));
        return step.endDialog();
      }
      step.options.about = about;
      step.options.offered = when.offered;
      const { question, titles } = when;
      return step.prompt(
        'remind.when',
        titles.length > 0 ? MessageFactory.suggestedActions([...titles], question) : question,
      );
    },
    async (step) => {
      const said: Said = step.result;
      const intent = reminderIntent(said.text);
      if (intent?.kind === 'unremind') {
        await step.context.sendActivity(menu('All right, I will not remind you.'));
        return step.endDialog();
      }
      // The person has asked for a reminder again, so start over.
      if (intent?.kind === 'remind') return step.replaceDialog('remind', { text: intent.text, offered: [] });
      return step.replaceDialog('remind', { ...step.options, text: said.text });
    },
  ]);
  return [remind, prompt];
}

const prompt = new SaidPrompt('remind.when', {
  help: `Tell me when, for example "tomorrow at 9", "in 2 hours" or "Friday 14:00", at most ${mostDays} days ahead. Or say cancel.`,
  validate: () => undefined,
});

async function set(context: TurnContext, about: string, at: number, desk: Desk) {
  const { reminders, tickets, whoIs, clock } = desk;
  const who = await whoIs(context);
  const id = /^\S*$/.test(about) ? ticketIn(about) : undefined;
  const ticket = id === undefined ? undefined : await tickets.get(id);
  if (id !== undefined && ticket?.person !== who.person) return menu(notFound(id));
  const subject = ticket ? `${ticket.id} (${ticket.subject})` : about;
  const reminder = { about: subject || 'what you asked', thing: id ?? about, at, ...reminderMessage(who, subject) };
  const outcome = await reminders.set(context, reminder);
  if (outcome === 'stopped') return stoppedWords;
  if (outcome === 'too many') {
    return 'You have as many reminders waiting as I can keep. Say "my reminders" to see them, and cancel one first.';
  }
  const when = showMoment(at, localeOf(who.person), clock.now());
  return `I will remind you on ${when}${subject && `: ${subject}`}. Say "cancel my reminder" if you no longer need it.`;
}

/** "To check the lamp" is about "check the lamp", and "about my ticket T-3" about T-3. */
function aboutIn(rest: string): string {
  const about = rest
    .replace(/^(?:please\s+)?(?:(?:to|about|of|that|for|regarding)\b\s*|[\s:,;.–-]+)+/i, '')
    .replace(/[\s:,;]+(?:please)?$/i, '')
    .replace(/^please$/i, '')
    .slice(0, 300);
  const id = ticketIn(about);
  return id !== undefined &&
    /^(?:(?:check|look at|see)\s+)?(?:on\s+)?(?:(?:my|the)\s+)?(?:ticket\s+)?t\s?-?\s?\d+$/i.test(about)
    ? id
    : about;
}
