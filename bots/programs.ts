import { ConversationState, UserState } from 'botbuilder';
import type { Server } from 'restify';
import { type ClickatellAdapter, type Clock, KeyvStorage, type Logic, type Store } from '../src/index.js';
import { bankingRoutes } from './banking/api.js';
import { Bank, type BankRecord } from './banking/bank.js';
import { createBankingBot } from './banking/bot.js';
import { transferAtClosing } from './banking/closing.js';
import type { MessagesOf } from './banking/services.js';
import bankingTemplates from './banking/templates.json' with { type: 'json' };
import type { ClosingWords } from './closing.js';
import type { FollowUps } from './reminders/followUps.js';
import { ticketRoutes } from './support/api.js';
import { createSupportBot } from './support/bot.js';
import { ticketsAtClosing } from './support/closing.js';
import supportTemplates from './support/templates.json' with { type: 'json' };
import { Tickets } from './support/tickets.js';

/** A bot, with its templates and routes. */
export interface Program {
  readonly logic: Logic;
  readonly closing: ClosingWords;
  /** Its own catalogue, as JSON. */
  readonly templates: unknown;
  /** Its routes, all under `/api`. */
  /** `number`: the business number that it answers on. */
  routes(server: Server, adapter: ClickatellAdapter, number: string): void;
}

export const programs = { banking: bankingProgram, support: supportProgram } as const;

function bankingProgram(store: Store, clock: Clock, followUps: FollowUps, adapter: () => ClickatellAdapter): Program {
  const bank = new Bank(store.keyv<BankRecord>('bank'), clock);
  const states = statesIn(store, 'banking-state');
  const bot = createBankingBot({ ...states, bank, clock, followUps, messagesOf: messagesOf(adapter) });
  return {
    logic: (context) => bot.run(context),
    closing: transferAtClosing(states.conversationState),
    templates: bankingTemplates,
    routes: (server, channel, from) =>
      bankingRoutes(server, { bank, notify: (message) => channel.notify(message), from }),
  };
}

function supportProgram(store: Store, clock: Clock, followUps: FollowUps): Program {
  const tickets = new Tickets(store.keyv('tickets'), clock);
  const bot = createSupportBot({ ...statesIn(store, 'support-state'), tickets, clock, followUps });
  return {
    logic: (context) => bot.run(context),
    closing: ticketsAtClosing(tickets),
    templates: supportTemplates,
    routes: (server, adapter) => {
      ticketRoutes(server, { tickets, notify: (message) => adapter.notify(message), followUps });
    },
  };
}

function messagesOf(adapter: () => ClickatellAdapter): MessagesOf {
  return async (id) => {
    const report = await adapter().notification(id);
    return report?.messages.map(({ clientMessageId }) => clientMessageId) ?? [];
  };
}

/** Each bot has a state of its own, so that two bots do not overwrite each other's if a person talks to both. */
function statesIn(store: Store, namespace: string) {
  const storage = new KeyvStorage(store.keyv(namespace));
  return { conversationState: new ConversationState(storage), userState: new UserState(storage) };
}
