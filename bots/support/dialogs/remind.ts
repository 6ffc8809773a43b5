import type { TurnContext } from 'botbuilder';
import { type Dialog, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { showMoment } from '../../dates/localTime.js';
import { listWords } from '../../reminders/listWords.js';
import { readAnswer, readWhen } from '../../reminders/when.js';
import { languageIn } from '../../talk/language.js';
import { talkWords } from '../../talk/words.js';
import type { Desk } from '../desk.js';
import { reminderMessage } from '../followUp.js';
import { localeIn } from '../localeIn.js';
import { isSkip } from '../reading/answersToQuestions.js';
import { ticketIn } from '../reading/ticketIn.js';
import type { Said } from '../said.js';
import { ask, SaidPrompt } from '../saidPrompt.js';
import { named, wordsOfTurn } from '../words.js';
import { aboutIn, saysNothing } from './about.js';

/** A reminder that is not set yet. */
export interface Remind {
  /** What to remind the person of; `undefined` until the first words are read. */
  about?: string;
  /** What it was to be about when they asked for it before. */
  known?: string;
  /** What they wrote last. */
  text: string;
  /** They wrote it in Afrikaans, whatever language they read. */
  isAfrikaans?: boolean;
  /** The moments that they were asked to choose from, epoch ms. */
  offered: readonly number[];
  /** The moment, if only the words are missing. */
  at?: number;
  /** The person needs no words. */
  isWordless?: boolean;
  /** How often in a row no time was understood. */
  failures?: number;
  /** It was set before, and is moved. */
  isMoved?: boolean;
}

type Step = WaterfallStepContext<Remind>;

const mostDays = 60;
/** From this many failures in a row on, the person is told how to get out, as by the router. */
const patience = 2;

/** Sets a reminder. Asks for its time until there is one that is not ambiguous, and for what it is about. */
export function remindDialogs(desk: Desk): Dialog[] {
  const remind = new WaterfallDialog<Remind>('remind', [
    async (step) => {
      const { options } = step;
      if (options.at !== undefined) return step.next();
      const { when, about } = read(step, desk);
      options.about = about;
      if (when.kind === 'at') {
        options.at = when.at;
        return step.next();
      }
      options.offered = when.offered;
      const asked = await ask(step, 'remind.when', 'asIs', { text: when.question }, when.titles);
      if ((options.failures ?? 0) >= patience) await step.context.sendActivity(talkWords(step.context)('wayOut'));
      return asked;
    },
    async (step) => {
      const { options } = step;
      const said: Said | undefined = step.result;
      if (said)
        return step.replaceDialog('remind', { ...options, text: said.text, failures: (options.failures ?? 0) + 1 });
      if (options.isWordless || !saysNothing(options.about ?? '')) return step.next();
      return ask(step, 'remind.about', 'remind.about');
    },
    async (step) => {
      const { options } = step;
      const said: Said | undefined = step.result;
      const about = said ? (isSkip(said.text) ? '' : aboutIn(said.text)) : (options.about ?? '');
      await step.context.sendActivity(
        await set(step.context, { about, at: options.at ?? 0, isMoved: options.isMoved }, desk),
      );
      return step.endDialog();
    },
  ]);
  return [remind, ...prompts];
}

function read({ options, context }: Step, { clock }: Desk) {
  const { text, offered } = options;
  const now = { now: clock.now(), ...localeIn(context), ...(options.isAfrikaans && { language: 'af' as const }) };
  const { when, rest } = readWhen(text, now, mostDays);
  const found = aboutIn(rest);
  if (options.about === undefined) return { when, about: saysNothing(found) ? (options.known ?? found) : found };
  const answer = readAnswer(text, offered, now, mostDays);
  // "Tomorrow at 9 to check the lamp" answers both questions.
  const isBoth = saysNothing(options.about) && when.kind === 'at' && answer.kind === 'at' && when.at === answer.at;
  return { when: answer, about: isBoth ? aboutIn(rest) : options.about };
}

const prompts = [
  new SaidPrompt('remind.when', {
    help: 'help.remind.when',
    helpValues: { most: mostDays },
    validate: () => undefined,
  }),
  new SaidPrompt('remind.about', {
    help: 'help.remind.about',
    isFree: true,
    isExact: isSkip,
    validate: ({ text }) => (saysNothing(text) ? { say: 'remind.about' } : undefined),
  }),
];

interface Wanted {
  readonly about: string;
  readonly at: number;
  readonly isMoved?: boolean | undefined;
}

async function set(context: TurnContext, { about, at, isMoved }: Wanted, desk: Desk) {
  const { reminders, tickets, whoIs, clock, lastSet } = desk;
  const say = wordsOfTurn(context);
  const who = await whoIs(context);
  const id = /^\S*$/.test(about) ? ticketIn(about) : undefined;
  const ticket = id === undefined ? undefined : await tickets.get(id);
  if (id !== undefined && ticket?.person !== who.person) return say('notFound', { ticket: id });
  const subject = ticket ? `${ticket.id} (${ticket.subject})` : about;
  const words = { about: subject, hasWords: subject ? 'yes' : 'no' };
  const text = say('remind.message', { ...named(who.name), ...words });
  const reminder = {
    about: subject || say('remind.whatYouAsked'),
    thing: id ?? about,
    at,
    ...reminderMessage(who, subject),
    text,
  };
  const outcome = await reminders.set(context, reminder);
  if (outcome === 'stopped') return listWords(languageIn(context))('stopped');
  if (outcome === 'too many') return say('remind.tooMany');
  await lastSet.set(context, { about, at, isRecent: true });
  return say(isMoved ? 'remind.moved' : 'remind.set', {
    when: showMoment(at, localeIn(context), clock.now()),
    ...words,
  });
}
