import {
  type Activity,
  type ActivityHandler,
  BotAdapter,
  type ConversationReference,
  ConversationState,
  MemoryStorage,
  type ResourceResponse,
  TurnContext,
  UserState,
} from 'botbuilder';
import { Keyv } from 'keyv';
import { Bank, type BankRecord } from '../../../bots/banking/bank.js';
import { createBankingBot } from '../../../bots/banking/bot.js';
import { MovableClock } from '../../../src/index.js';
import { RecordingFollowUps } from '../reminders/recordingFollowUps.js';

export const person = '27820000001';

/** Tuesday, 21 July 2026, 14:30 in Johannesburg. */
export const tuesday = Date.parse('2026-07-21T12:30:00Z');

/** An adapter that keeps what the bot sends. */
class KeepingAdapter extends BotAdapter {
  readonly sent: Partial<Activity>[] = [];

  async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    this.sent.push(...activities);
    return activities.map((_, index) => ({ id: `out${this.sent.length + index}` }));
  }

  async updateActivity(): Promise<undefined> {
    return undefined;
  }

  async deleteActivity(): Promise<void> {}

  async continueConversation(_reference: Partial<ConversationReference>): Promise<void> {}

  async receive(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}

/** A person who talks with the bot. */
export class Talk {
  readonly clock: MovableClock;
  readonly bank: Bank;
  readonly followUps = new RecordingFollowUps();
  /** The ids of the messages of notifications, by their ids. */
  readonly messages = new Map<string, readonly string[]>();
  readonly person: string;
  #memory: Record<string, string> = {};
  readonly #adapter = new KeepingAdapter();
  #bot: ActivityHandler;

  constructor({ from = person, now = tuesday, bank }: { from?: string; now?: number; bank?: Bank } = {}) {
    this.person = from;
    this.clock = new MovableClock({ now: () => now });
    this.bank = bank ?? new Bank(new Keyv<BankRecord>(), this.clock);
    this.#bot = this.#newBot;
  }

  /** Gives a text, and returns what the bot answers with, one message a string. */
  async say(text: string): Promise<string[]> {
    return (await this.send({ text })).map((activity) => activity.text ?? '');
  }

  /** The same, with everything that was sent. */
  async send(activity: Partial<Activity>): Promise<Partial<Activity>[]> {
    const before = this.#adapter.sent.length;
    await this.#adapter.receive(
      {
        type: 'message',
        channelId: 'test',
        serviceUrl: '',
        id: `in${before}`,
        from: { id: this.person, name: '' },
        recipient: { id: '27110000002', name: '' },
        conversation: { id: `27110000002:${this.person}`, name: '', isGroup: false, conversationType: '' },
        ...activity,
      },
      (context) => this.#bot.run(context),
    );
    return this.#adapter.sent.slice(before);
  }

  /** Runs the bot on another adapter's turn. */
  run(context: TurnContext): Promise<void> {
    return this.#bot.run(context);
  }

  /** What the storage holds now, for a `restart` that goes back to it, as after a crash before the state was saved. */
  remember(): Record<string, string> {
    return { ...this.#memory };
  }

  /** The process ends, and another one goes on with the same storage. */
  restart(memory: Record<string, string> = this.remember()): void {
    this.#memory = memory;
    this.#bot = this.#newBot;
  }

  async balances(): Promise<Record<string, number>> {
    const accounts = await this.bank.accounts(this.person);
    return Object.fromEntries(accounts.map(({ id, balanceCents }) => [id, balanceCents]));
  }

  get #newBot(): ActivityHandler {
    const storage = new MemoryStorage(this.#memory);
    const conversationState = new ConversationState(storage);
    return createBankingBot({
      conversationState,
      userState: new UserState(storage),
      bank: this.bank,
      clock: this.clock,
      followUps: this.followUps,
      messagesOf: async (notification) => this.messages.get(notification) ?? [],
    });
  }
}

/** The titles of the buttons under the last of these messages. */
export function buttons(sent: readonly Partial<Activity>[]): string[] {
  return (sent.at(-1)?.suggestedActions?.actions ?? []).map(({ title }) => title);
}
