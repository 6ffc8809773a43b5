import { ConversationState, UserState } from 'botbuilder';
import type { Server } from 'restify';
import { type ClickatellAdapter, type Clock, KeyvStorage, type Logic, type Store } from '../src/index.js';
import { bankingRoutes } from './banking/api.js';
import { Bank } from './banking/bank.js';
import { createBankingBot } from './banking/bot.js';
import { transferAtClosing } from './banking/closing.js';
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
  /** Where its state is kept. */
  readonly storage: KeyvStorage;
  /** Two ids turned out to be one person's. */
  linked(person: string, alias: string): Promise<void>;
  /** Its own catalogue, as JSON. */
  readonly templates: unknown;
  /** Its routes, all under `/api`. */
  routes(server: Server, adapter: ClickatellAdapter): void;
}

export const programs = { banking: bankingProgram, support: supportProgram } as const;

function bankingProgram(store: Store, clock: Clock, followUps: FollowUps): Program {
  const bank = new Bank(store.keyv('bank'), clock);
  const states = statesIn(store, 'banking-state');
  const bot = createBankingBot({ ...states, bank, clock, followUps });
  return {
    logic: (context) => bot.run(context),
    closing: transferAtClosing(states.conversationState),
    storage: states.storage,
    linked: (person, alias) => bank.follow(person, alias),
    templates: bankingTemplates,
    routes: (server) => bankingRoutes(server, { bank }),
  };
}

function supportProgram(store: Store, clock: Clock, followUps: FollowUps): Program {
  const tickets = new Tickets(store.keyv('tickets'), clock);
  const states = statesIn(store, 'support-state');
  const bot = createSupportBot({ ...states, tickets, clock, followUps });
  return {
    logic: (context) => bot.run(context),
    closing: ticketsAtClosing(tickets),
    storage: states.storage,
    linked: (person, alias) => tickets.follow(person, alias),
    templates: supportTemplates,
    routes: (server, adapter) => {
      ticketRoutes(server, { tickets, notify: (message) => adapter.notify(message), followUps });
    },
  };
}

/** Each bot has a state of its own, so that two bots do not overwrite each other's if a person talks to both. */
function statesIn(store: Store, namespace: string) {
  const storage = new KeyvStorage(store.keyv(namespace));
  return { storage, conversationState: new ConversationState(storage), userState: new UserState(storage) };
}
