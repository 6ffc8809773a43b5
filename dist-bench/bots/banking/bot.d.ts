import { ActivityHandler, type ConversationState, type UserState } from 'botbuilder';
import type { Clock } from '../../src/index.js';
import type { FollowUps } from '../reminders/followUps.js';
import type { Bank } from './bank.js';
export interface BankingBotOptions {
    readonly conversationState: ConversationState;
    readonly userState: UserState;
    readonly bank: Bank;
    readonly clock: Clock;
    readonly followUps: FollowUps;
}
/**
 * A bank's assistant: balances, transactions, transfers, payment reminders and the card, in dialogs. It knows nothing
 * of the channel. All that it remembers is in the two states, which it saves at the end of each turn that did not fail.
 */
export declare function createBankingBot(options: BankingBotOptions): ActivityHandler;
