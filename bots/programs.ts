import { ConversationState, type TurnContext, UserState } from 'botbuilder';
import type { Server } from 'restify';
import {
  type ClickatellAdapter,
  type Clock,
  KeyvStorage,
  type Logic,
  type Store,
  type TopicCatalog,
} from '../src/index.js';
import { statusRoutes } from './alerts/api.js';
import { Board } from './alerts/board.js';
import { createAlertsBot } from './alerts/bot.js';
import { signUpAtClosing } from './alerts/closing.js';
import { flights } from './alerts/flight.js';
import { parcels } from './alerts/parcel.js';
import type { Services } from './alerts/services.js';
import alertsTemplates from './alerts/templates.json' with { type: 'json' };
import alertsTopics from './alerts/topics.json' with { type: 'json' };
import { bankingRoutes } from './banking/api.js';
import { Bank, type BankRecord } from './banking/bank.js';
import { createBankingBot } from './banking/bot.js';
import { transferAtClosing } from './banking/closing.js';
import { bankingLanguages } from './banking/languages.js';
import type { MessagesOf } from './banking/services.js';
import bankingTemplates from './banking/templates.json' with { type: 'json' };
import type { ClosingWords } from './closing.js';
import type { FollowUps } from './reminders/followUps.js';
import { ticketRoutes } from './support/api.js';
import { createSupportBot, languagesIn } from './support/bot.js';
import { ticketsAtClosing } from './support/closing.js';
import supportTemplates from './support/templates.json' with { type: 'json' };
import { Tickets } from './support/tickets.js';

/** A bot, with its templates and routes. */
export interface Program {
  readonly logic: Logic;
  readonly closing: ClosingWords;
  /** Finds the language of a turn that the bot itself does not see. Default: English. */
  listen?(context: TurnContext): Promise<void>;
  /** Where its state is kept. */
  readonly storage: KeyvStorage;
  /** Two ids turned out to be one person's: what it keeps itself goes with them. */
  linked?(person: string, alias: string): Promise<void>;
  /** Its own catalogue, as JSON. */
  readonly templates: unknown;
  /** Its routes, all under `/api`. `number`: the business number that it answers on. */
  routes(server: Server, adapter: ClickatellAdapter, number: string): void;
}

export interface ProgramDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly followUps: FollowUps;
  /** It is made after the bots. */
  readonly adapter: () => ClickatellAdapter;
  readonly topics: TopicCatalog;
  /** Whether the adapter keeps transcripts. */
  readonly hasTranscripts?: boolean | undefined;
  /** Whether there is something to try from the beginning. */
  readonly hasSamples: boolean;
}

export const programs = { banking: bankingProgram, support: supportProgram, alerts: alertsProgram } as const;

/** What people can sign up for, as JSON. */
export const ownTopics = { banking: { topics: [] }, support: { topics: [] }, alerts: alertsTopics } as const;

function bankingProgram({ store, clock, followUps, adapter, hasTranscripts }: ProgramDeps): Program {
  const bank = new Bank(store.keyv<BankRecord>('bank'), clock);
  const states = statesIn(store, 'banking-state');
  const languages = bankingLanguages(states.userState, bank);
  const bot = createBankingBot({ ...states, bank, clock, followUps, messagesOf: messagesOf(adapter), hasTranscripts });
  return {
    logic: (context) => bot.run(context),
    closing: transferAtClosing(states.conversationState, languages),
    listen: (context) => languages.listen(context),
    storage: states.storage,
    linked: (person, alias) => bank.follow(person, alias),
    templates: bankingTemplates,
    routes: (server, channel, from) =>
      bankingRoutes(server, { bank, notify: (message) => channel.notify(message), from }),
  };
}

function supportProgram({ store, clock, followUps, hasTranscripts }: ProgramDeps): Program {
  const tickets = new Tickets(store.keyv('tickets'), clock);
  const states = statesIn(store, 'support-state');
  const languages = languagesIn(states.userState);
  const bot = createSupportBot({ ...states, tickets, clock, followUps, hasTranscripts });
  return {
    logic: (context) => bot.run(context),
    closing: ticketsAtClosing(tickets, languages),
    listen: (context) => languages.listen(context),
    storage: states.storage,
    linked: (person, alias) => tickets.follow(person, alias),
    templates: supportTemplates,
    routes: (server, adapter) => {
      ticketRoutes(server, { tickets, notify: (message) => adapter.notify(message), followUps });
    },
  };
}

function alertsProgram({ store, clock, adapter, topics, hasSamples, hasTranscripts }: ProgramDeps): Program {
  const options = { store: store.keyv('alerts'), clock, hasSamples };
  const boards = { flights: new Board(flights, options), parcels: new Board(parcels, options) };
  const { storage, conversationState } = statesIn(store, 'alerts-state');
  const consent: Services['consent'] = {
    of: (person) => adapter().consent.of(person),
    change: (change) => adapter().consent.change(change),
  };
  const bot = createAlertsBot({ conversationState, ...boards, consent, topics, clock, hasTranscripts });
  return {
    logic: (context) => bot.run(context),
    closing: signUpAtClosing(conversationState),
    storage,
    templates: alertsTemplates,
    routes(server, publisher, from) {
      const shared = { from, publisher, consent: publisher.consent, clock };
      statusRoutes(server, { board: boards.flights, ...shared });
      statusRoutes(server, { board: boards.parcels, ...shared });
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
  return { storage, conversationState: new ConversationState(storage), userState: new UserState(storage) };
}
