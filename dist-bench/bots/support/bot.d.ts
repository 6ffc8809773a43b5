import { ActivityHandler, type ConversationState, type UserState } from 'botbuilder';
import type { Clock } from '../../src/index.js';
import type { FollowUps } from '../reminders/followUps.js';
import type { Tickets } from './tickets.js';
export interface SupportBotOptions {
    conversationState: ConversationState;
    userState: UserState;
    tickets: Tickets;
    clock: Clock;
    followUps: FollowUps;
}
/**
 * A support desk: opens tickets, shows them, adds to them, sets reminders, hands off to a human, and asks if a fix
 * works.
 */
export declare function createSupportBot(options: SupportBotOptions): ActivityHandler;
