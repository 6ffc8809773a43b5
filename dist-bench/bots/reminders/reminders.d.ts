import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import type { Clock, TemplateMessage } from '../../src/index.js';
import type { Locale } from '../dates/locale.js';
import type { FollowUps } from './followUps.js';
/** A waiting reminder. It is kept with the conversation, so it must survive JSON. */
export interface Reminder {
    readonly key: string;
    /** What the person wants to be reminded of, in words that tell it apart from others. */
    readonly about: string;
    /** Epoch ms. */
    readonly at: number;
}
export interface NewReminder {
    readonly about: string;
    /** What the reminder is about. A newer one about the same thing replaces it. */
    readonly thing: string;
    readonly at: number;
    readonly text: string;
    readonly template: TemplateMessage;
}
export interface RemindersOptions {
    readonly followUps: FollowUps;
    readonly clock: Clock;
    /** Kept with the conversation. */
    readonly waiting: StatePropertyAccessor<readonly Reminder[]>;
}
/** The reminders that people ask for. Each is a follow-up, and the conversation's state knows which ones wait. */
export declare class Reminders {
    #private;
    constructor(options: RemindersOptions);
    /**
     * Sets a reminder for the person of the turn. If the turn runs again, it is the same reminder. `false`: too many
     * wait.
     */
    set(context: TurnContext, { about, thing, at, text, template }: NewReminder): Promise<boolean>;
    /** The waiting reminders of the person of the turn, soonest first. */
    waiting(context: TurnContext): Promise<readonly Reminder[]>;
    /** Cancels the only reminder, the one that the words describe, or all if they say so. Says which, or asks. */
    takeBack(context: TurnContext, words: string, locale: Locale): Promise<string>;
    /** The waiting reminders, in words. */
    list(context: TurnContext, locale: Locale): Promise<string>;
}
