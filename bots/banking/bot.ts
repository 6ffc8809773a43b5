import { ActivityHandler, type ConversationState, type TurnContext, type UserState } from 'botbuilder';
import type { Clock } from '../../src/index.js';
import type { FollowUps } from '../reminders/followUps.js';
import { Reminders } from '../reminders/reminders.js';
import type { Bank } from './bank.js';
import { dialogStateIn } from './dialogState.js';
import { say, welcome } from './lines.js';
import { answerMessage, createDialogs } from './router.js';
import type { MessagesOf, Profile, Services } from './services.js';

export interface BankingBotOptions {
  readonly conversationState: ConversationState;
  readonly userState: UserState;
  readonly bank: Bank;
  readonly clock: Clock;
  readonly followUps: FollowUps;
  readonly messagesOf: MessagesOf;
}

/**
 * A bank's assistant: balances, transactions, transfers, payment reminders and the card, in dialogs. It knows nothing
 * of the channel. All that it remembers is in the two states, which it saves at the end of each turn that did not fail.
 */
export function createBankingBot(options: BankingBotOptions): ActivityHandler {
  return new BankingBot(options);
}

class BankingBot extends ActivityHandler {
  readonly #conversationState: ConversationState;
  readonly #userState: UserState;

  constructor({ conversationState, userState, bank, clock, followUps, messagesOf }: BankingBotOptions) {
    super();
    this.#conversationState = conversationState;
    this.#userState = userState;
    const reminders = new Reminders({ followUps, clock, waiting: conversationState.createProperty('reminders') });
    const services: Services = {
      ...{ bank, clock, reminders, messagesOf },
      profile: userState.createProperty<Profile>('profile'),
      heardAt: conversationState.createProperty<number>('heardAt'),
    };
    const dialogs = createDialogs(services, dialogStateIn(conversationState));
    this.onMessage(async (context, next) => {
      await answerMessage(await dialogs.createContext(context), services);
      await next();
    });
    this.onEvent(async (context, next) => {
      await reminders.heard(context);
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      const { membersAdded = [], recipient } = context.activity;
      if (membersAdded.some(({ id }) => id !== recipient.id)) await context.sendActivity(say(welcome));
      await next();
    });
  }

  override async run(context: TurnContext): Promise<void> {
    await super.run(context);
    await this.#conversationState.saveChanges(context);
    await this.#userState.saveChanges(context);
  }
}
