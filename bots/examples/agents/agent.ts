import { Activity, ActivityTypes } from '@microsoft/agents-activity';
import { AgentApplication, type Storage, type TurnContext, type TurnState } from '@microsoft/agents-hosting';
import {
  type ClickatellAgentsAdapter,
  type Notification,
  template,
  whatsappChoices,
} from 'botbuilder-adapter-clickatell/agents';
import type { Ticket, Tickets } from './tickets.js';

/** What is kept of a conversation from turn to turn: the question that waits for an answer, and what was said so far. */
interface Conversation {
  asked?: 'problem' | 'urgency' | 'confirmation';
  problem?: string;
  isUrgent?: boolean;
}

type State = TurnState<Conversation>;

export interface SupportDeps {
  readonly adapter: ClickatellAgentsAdapter;
  readonly storage: Storage;
  readonly tickets: Tickets;
}

const menu = ['New ticket', 'My tickets', 'Human'];

/** The core of a support desk: it opens tickets, tells how they stand, and hands over to a human. */
export function supportAgent({ adapter, storage, tickets }: SupportDeps): AgentApplication<State> {
  const app = new AgentApplication<State>({ adapter, storage });

  app.onMessage(/^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening))\b[^a-z]*$/i, async (context) => {
    await context.sendActivity(whatsappChoices('Hi, this is the support desk. What can we do?', menu));
  });

  app.onMessage(/^\s*(?:cancel|menu|help)\s*$/i, async (context, state) => {
    state.conversation = {};
    await context.sendActivity(whatsappChoices('What can we do?', menu));
  });

  app.onMessage(/^\s*new ticket\s*$/i, async (context, state) => {
    state.conversation = { asked: 'problem' };
    await context.sendActivity('What is wrong? Tell us in a sentence or two.');
  });

  app.onMessage(/^\s*my tickets\s*$/i, async (context) => {
    const all = await tickets.of(personOf(context));
    const text = all.map(lineOf).join('\n') || 'You have no tickets.';
    await context.sendActivity(whatsappChoices(text, menu));
  });

  app.onMessage(/^\s*human\s*$/i, async (context) => {
    await context.sendActivity('A colleague reads this conversation and writes to you here.');
    const value = { reason: 'The customer asked for a human.' };
    await context.sendActivity(Activity.fromObject({ type: 'event', name: 'handoff.initiate', value }));
  });

  app.onMessage(/^\s*(?:not )?solved\s*$/i, async (context) => {
    const last = (await tickets.of(personOf(context))).find(({ state }) => state === 'resolved');
    if (!last) return void (await context.sendActivity(whatsappChoices('No ticket of yours is resolved.', menu)));
    const isSolved = !/not/i.test(context.activity.text ?? '');
    await tickets.change(last.id, { state: isSolved ? 'closed' : 'open' });
    await context.sendActivity(isSolved ? `Good. ${last.id} is closed.` : `${last.id} is open again. We look at it.`);
  });

  app.onActivity(ActivityTypes.Message, async (context, state) => {
    await answer(context, state, tickets);
  });

  return app;
}

/** Takes a message as the answer to the question that waits for one. */
async function answer(context: TurnContext, state: State, tickets: Tickets): Promise<void> {
  const text = context.activity.text?.trim() ?? '';
  const { asked, problem = '', isUrgent = false } = state.conversation;
  const isYes = /^(?:yes|y)\b/i.test(text);
  const isNo = /^(?:no|n)\b/i.test(text);

  if (asked === 'problem' && text !== '') {
    state.conversation = { asked: 'urgency', problem: text };
    await context.sendActivity(whatsappChoices('Is it urgent?', ['Yes', 'No']));
  } else if (asked === 'urgency' && (isYes || isNo)) {
    state.conversation = { asked: 'confirmation', problem, isUrgent: isYes };
    const question = `${isYes ? 'Urgent: ' : ''}“${problem}”. Shall we open the ticket?`;
    await context.sendActivity(whatsappChoices(question, ['Yes', 'No']));
  } else if (asked === 'confirmation' && isYes) {
    const { id = '', from } = context.activity;
    const ticket = await tickets.open(id, {
      person: personOf(context),
      name: from?.name || 'there',
      problem,
      isUrgent,
    });
    state.conversation = {};
    await context.sendActivity(`${ticket.id} is open. We write to you here when there is news.`);
  } else if (asked === 'confirmation' && isNo) {
    state.conversation = {};
    await context.sendActivity(whatsappChoices('No ticket was opened. What can we do?', menu));
  } else if (asked === 'urgency' || asked === 'confirmation') {
    await context.sendActivity(whatsappChoices('Please answer yes or no, or “cancel”.', ['Yes', 'No', 'Cancel']));
  } else if (text.includes(' ')) {
    state.conversation = { asked: 'confirmation', problem: text };
    await context.sendActivity(whatsappChoices(`Shall we open a ticket for “${text}”?`, ['Yes', 'No']));
  } else {
    await context.sendActivity(whatsappChoices('I did not understand that. What can we do?', menu));
  }
}

/** What tells a person that their ticket is resolved: a text while the window is open, otherwise a template. */
export function resolvedNotification({ id, person, name, resolution = '' }: Ticket): Notification {
  return {
    to: person,
    text: `${id} is resolved: ${resolution}. Is it solved?`,
    choices: ['Solved', 'Not solved'],
    template: template('ticket_resolved', { name, ticket: id, summary: resolution }),
  };
}

function lineOf({ id, problem, state, resolution }: Ticket): string {
  return `${id}, ${state}: ${problem}${resolution ? ` (${resolution})` : ''}`;
}

function personOf({ activity }: TurnContext): string {
  return activity.from?.id ?? '';
}
