import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import type { Clock } from '../../src/index.js';
import { type Locale, localeOf } from '../dates/locale.js';
import type { LastSaid } from '../human/lastSaid.js';
import type { Reminders } from '../reminders/reminders.js';
import { type Languages, languageIn } from '../talk/language.js';
import type { Bank } from './bank.js';
import type { Payment } from './paymentReminder.js';

/** What is kept about a person, besides what the bank keeps. */
export interface Profile {
  /** What the person chose instead of the default for their number. */
  readonly locale?: Partial<Locale>;
}

/** The reminder that was set last, so that "no, at 10" moves it. */
export interface LastReminder {
  readonly payment: Payment;
  /** Epoch ms. */
  readonly at: number;
}

/** What the dialogs work with. */
export interface Services {
  readonly bank: Bank;
  readonly clock: Clock;
  readonly reminders: Reminders;
  readonly languages: Languages;
  readonly profile: StatePropertyAccessor<Profile>;
  /** When the person of the conversation was last heard, in epoch ms. */
  readonly heardAt: StatePropertyAccessor<number>;
  /** How often in a row nothing was understood. */
  readonly misses: StatePropertyAccessor<number>;
  readonly lastReminder: StatePropertyAccessor<LastReminder | undefined>;
  readonly messagesOf: MessagesOf;
  /** What was said last, for a consultant. */
  readonly said: LastSaid;
}

/** The ids of the messages that a notification left as, so that an answer that quotes one of them finds it. */
export type MessagesOf = (notification: string) => Promise<readonly string[]>;

/** The id that the bank knows the person by. */
export function personOf(context: TurnContext): string {
  return context.activity.from.id;
}

export async function localeIn(context: TurnContext, { profile }: Pick<Services, 'profile'>): Promise<Locale> {
  const { locale } = await profile.get(context, {});
  return { ...localeOf(personOf(context), locale), language: languageIn(context) };
}
