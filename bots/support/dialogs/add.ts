import { type Dialog, WaterfallDialog } from 'botbuilder-dialogs';
import { needNotAsk } from '../allWell.js';
import type { Desk } from '../desk.js';
import { addSaid } from '../notes.js';
import { isSkip } from '../reading/answersToQuestions.js';
import { type Said, turnOf, wordsOf } from '../said.js';
import { ask, SaidPrompt } from '../saidPrompt.js';
import { withMenu } from '../stack.js';
import { line } from '../standing.js';
import type { Photo } from '../ticket.js';
import { wordsOfTurn } from '../words.js';
import { choicesOf, isNumber, namedIn, type Offered, offeredOf } from './which.js';

/** What to add, and to which ticket, as far as the customer has said it. */
export interface Addition {
  ticket?: string | undefined;
  text: string;
  photos: Photo[];
  /** The tickets to choose from. */
  offered?: Offered;
}

/** Adds words and photos to one of the customer's own tickets. This re-opens a resolved ticket. */
export function addDialogs({ tickets, followUps }: Desk): Dialog[] {
  const add = new WaterfallDialog<Addition>('add', [
    async (step) => {
      const { options, context } = step;
      if (options.ticket) return step.next();
      const say = wordsOfTurn(context);
      const choices = await choicesOf(tickets, context.activity.from.id);
      const [first, ...more] = choices;
      if (!first) {
        await context.sendActivity(withMenu(step, say('add.none'), { ending: true }));
        return step.endDialog();
      }
      if (more.length === 0) {
        options.ticket = first.id;
        return step.next();
      }
      options.offered = offeredOf(choices);
      const lines = choices.map((each) => line(say, each)).join('\n');
      return ask(step, 'add.ticket', 'add.which', { lines, ...options.offered }, Object.keys(options.offered));
    },
    async (step) => {
      const said: Said | undefined = step.result;
      const { options, context } = step;
      const say = wordsOfTurn(context);
      options.ticket ??= said && namedIn(said.text, options.offered ?? {});
      options.photos.push(...(said?.photos ?? []));
      options.text = [options.text, ...(said?.captions ?? [])].filter(Boolean).join('\n');
      const ticket = options.ticket === undefined ? undefined : await tickets.get(options.ticket);
      if (ticket?.person !== context.activity.from.id) {
        await context.sendActivity(withMenu(step, say('notFound', { ticket: options.ticket ?? '' }), { ending: true }));
        return step.endDialog();
      }
      if (ticket.state === 'closed') {
        await context.sendActivity(withMenu(step, say('add.closed', { ticket: ticket.id }), { ending: true }));
        return step.endDialog();
      }
      if (options.text || options.photos.length > 0) return step.next();
      return ask(step, 'add.what', 'add.what', { ticket: ticket.id });
    },
    async (step) => {
      const said: Said | undefined = step.result;
      const { ticket = '', text, photos } = step.options;
      const say = wordsOfTurn(step.context);
      if (said && said.photos.length === 0 && isSkip(said.text)) {
        await step.context.sendActivity(withMenu(step, say('add.nothing', { ticket }), { ending: true }));
        return step.endDialog();
      }
      const turn = turnOf(step.context.activity);
      const added = { text: said ? wordsOf(said) : text, photos: said?.photos ?? photos };
      await addSaid(tickets, ticket, added, turn);
      const again = (await tickets.get(ticket))?.state === 'resolved' && (await tickets.reopen(ticket, turn));
      await needNotAsk(followUps, ticket);
      await step.context.sendActivity(say('add.added', { ticket, again: again ? 'yes' : 'no' }));
      return step.endDialog();
    },
  ]);
  return [add, ...prompts];
}

const prompts = [
  new SaidPrompt('add.ticket', {
    help: 'help.add.ticket',
    takesPhotos: true,
    isExact: isNumber,
    validate({ text }, { photos }, values) {
      if (namedIn(text, values)) return undefined;
      return { say: photos.length > 0 ? 'add.whichHavingPhoto' : 'add.whichOne' };
    },
  }),
  new SaidPrompt('add.what', {
    help: 'help.add.what',
    isFree: true,
    takesPhotos: true,
    isExact: isSkip,
    validate: () => undefined,
  }),
];
