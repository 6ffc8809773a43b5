import { type Dialog, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { needNotAsk } from '../allWell.js';
import type { Desk } from '../desk.js';
import { yesOrNo } from '../reading/answersToQuestions.js';
import { type Said, turnOf } from '../said.js';
import { ask, SaidPrompt } from '../saidPrompt.js';
import { withMenu } from '../stack.js';
import { line } from '../standing.js';
import { wordsOfTurn } from '../words.js';
import { choicesOf, isNumber, namedIn, type Offered, offeredOf } from './which.js';

/** Which ticket to close, as far as the customer has said it. */
export interface Closing {
  ticket?: string | undefined;
  /** All that are not closed. */
  all?: boolean;
  /** Those to choose from, or to close. */
  offered?: Offered;
}

type Step = WaterfallStepContext<Closing>;

/** Closes a ticket at the customer's own wish, after a question. */
export function closeDialogs(desk: Desk): Dialog[] {
  const { tickets, followUps } = desk;
  const close = new WaterfallDialog<Closing>('close', [
    async (step) => {
      const { options, context } = step;
      if (options.ticket) return step.next();
      const say = wordsOfTurn(context);
      const choices = await choicesOf(tickets, context.activity.from.id);
      const [first, ...more] = choices;
      if (!first) return end(step, say('close.none'));
      if (more.length === 0) {
        options.ticket = first.id;
        return step.next();
      }
      options.offered = offeredOf(choices);
      if (options.all) return step.next();
      const lines = choices.map((each) => line(say, each)).join('\n');
      return ask(step, 'close.ticket', 'close.which', { lines, ...options.offered }, Object.keys(options.offered));
    },
    async (step) => {
      const { options, context } = step;
      const say = wordsOfTurn(context);
      const said: Said | undefined = step.result;
      options.ticket ??= said && namedIn(said.text, options.offered ?? {});
      if (options.ticket === undefined) return askForAll(step, desk);
      const ticket = await tickets.get(options.ticket);
      if (ticket?.person !== context.activity.from.id) return end(step, say('notFound', { ticket: options.ticket }));
      if (ticket.state === 'closed') return end(step, say('close.already', { ticket: ticket.id }));
      const values = { ticket: ticket.id, subject: ticket.subject };
      return ask(step, 'close.confirm', 'close.ask', values, ['yes', 'no']);
    },
    async (step) => {
      const { options, context } = step;
      const { ticket, offered = {} } = options;
      const say = wordsOfTurn(context);
      const said: Said = step.result;
      if (yesOrNo(said.text) !== 'yes') {
        return end(step, ticket === undefined ? say('close.stayAll') : say('close.stays', { ticket }));
      }
      const closed = ticket === undefined ? Object.keys(offered) : [ticket];
      for (const id of closed) {
        await tickets.close(id, turnOf(context.activity));
        await needNotAsk(followUps, id);
      }
      return end(
        step,
        ticket === undefined ? say('close.closedAll', { tickets: closed.join(', ') }) : say('close.closed', { ticket }),
      );
    },
  ]);
  return [close, ...prompts];
}

async function askForAll(step: Step, { tickets }: Desk) {
  const { offered = {} } = step.options;
  const say = wordsOfTurn(step.context);
  const all = await Promise.all(Object.keys(offered).map((id) => tickets.get(id)));
  const lines = all.flatMap((each) => (each ? [line(say, each)] : [])).join('\n');
  const values = { lines, ticket: Object.keys(offered).join(', ') };
  return ask(step, 'close.confirm', 'close.askAll', values, ['yes', 'no']);
}

async function end(step: Step, text: string) {
  await step.context.sendActivity(withMenu(step, text, { ending: true }));
  return step.endDialog();
}

/** "No wait, it is broken again" leaves the ticket open, too. */
function answerIn(text: string): boolean {
  return yesOrNo(text) !== undefined || (/^\W*(?:no|nee|nope|don't|dont|wait)\b/i.test(text) && !text.includes('?'));
}

const prompts = [
  new SaidPrompt('close.ticket', {
    help: 'help.close.ticket',
    isExact: isNumber,
    validate: ({ text }, _, values) => (namedIn(text, values) ? undefined : { say: 'add.whichOne' }),
  }),
  new SaidPrompt('close.confirm', {
    help: 'help.close.confirm',
    isExact: answerIn,
    validate: ({ text }) => (answerIn(text) ? undefined : { say: 'close.needed' }),
  }),
];
