import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import type { Clock } from '../../src/index.js';
import { type Locale } from '../dates/locale.js';
import type { Reminders } from '../reminders/reminders.js';
import type { Bank } from './bank.js';
/** What is kept about a person, besides what the bank keeps. */
export interface Profile {
    /** What the person chose instead of the default for their number. */
    readonly locale?: Partial<Locale>;
}
/** What the dialogs work with. */
export interface Services {
    readonly bank: Bank;
    readonly clock: Clock;
    readonly reminders: Reminders;
    readonly profile: StatePropertyAccessor<Profile>;
}
/** The id that the bank knows the person by. */
export declare function personOf(context: TurnContext): string;
export declare function localeIn(context: TurnContext, { profile }: Services): Promise<Locale>;
