import { ActivityHandler, type ConversationState, type TurnContext, type UserState } from 'botbuilder';
import type { Clock } from '../../src/index.js';
import { goOn, isHandBack } from '../human/handOff.js';
import { LastSaid } from '../human/lastSaid.js';
import type { FollowUps } from '../reminders/followUps.js';
import { Reminders } from '../reminders/reminders.js';
import type { Bank } from './bank.js';
import { dialogStateIn } from './dialogState.js';
import { bankingLanguages } from './languages.js';
import { offerMenu, say } from './lines.js';
import { answerMessage, createDialogs } from './router.js';
import { holdsSecretNumber } from './secrets.js';
import type { LastReminder, MessagesOf, Profile, Services } from './services.js';
import { bankingWords } from './words.js';

export interface BankingBotOptions {
  readonly conversationState: ConversationState;
  readonly userState: UserState;
  readonly bank: Bank;
  readonly clock: Clock;
  readonly followUps: FollowUps;
  readonly messagesOf: MessagesOf;
  /** Whether the adapter keeps transcripts: then the bot keeps nothing of what was said. */
  readonly hasTranscripts?: boolean | undefined;
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
  readonly #said: LastSaid;
  readonly #services: Services;

  constructor(options: BankingBotOptions) {
    super();
    const { conversationState, userState, bank, clock, followUps, messagesOf, hasTranscripts } = options;
    this.#conversationState = conversationState;
    this.#userState = userState;
    const reminders = new Reminders({ followUps, clock, waiting: conversationState.createProperty('reminders') });
    this.#said = new LastSaid({
      lines: conversationState.createProperty('said'),
      now: () => clock.now(),
      mayKeep: (text) => !holdsSecretNumber(text),
      hasTranscripts,
    });
    const services: Services = {
      ...{ bank, clock, reminders, messagesOf, said: this.#said },
      languages: bankingLanguages(userState, bank),
      profile: userState.createProperty<Profile>('profile'),
      heardAt: conversationState.createProperty<number>('heardAt'),
      misses: conversationState.createProperty<number>('misses'),
      lastReminder: conversationState.createProperty<LastReminder | undefined>('lastReminder'),
    };
    this.#services = services;
    const dialogs = createDialogs(services, dialogStateIn(conversationState));
    this.onMessage(async (context, next) => {
      await answerMessage(await dialogs.createContext(context), services);
      await next();
    });
    this.onEvent(async (context, next) => {
      await reminders.heard(context);
      if (isHandBack(context.activity)) {
        const dc = await dialogs.createContext(context);
        await goOn(dc, dc.activeDialog ? say : (text) => offerMenu(context, text));
      }
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      const { membersAdded = [], recipient } = context.activity;
      const isNew = membersAdded.some(({ id }) => id !== recipient.id);
      if (isNew) await context.sendActivity(say(bankingWords(context)('welcome')));
      await next();
    });
  }

  override async run(context: TurnContext): Promise<void> {
    await this.#services.languages.listen(context);
    await this.#said.listen(context);
    await super.run(context);
    await this.#conversationState.saveChanges(context);
    await this.#userState.saveChanges(context);
  }
}
