import { type TurnContext } from 'botbuilder';
import type { Channel } from '../../channel/channel.js';
import type { Activity } from '../../core/activity.js';
import { type Conversation } from '../../core/conversation.js';
import type { Turn } from '../../core/turn.js';
export type OutgoingEventHandler = (activity: Activity, conversation: Conversation) => Promise<void> | void;
/**
 * Sends a bot's activity, by its type. Resolves with the sent message's id. Activities that WhatsApp has no counterpart
 * for are ignored and give an empty id, because bots are written for many channels.
 */
export declare function sendActivity(context: TurnContext, activity: Activity, channel: Pick<Channel<never>, 'send' | 'detachedTurn'>, onEvent: OutgoingEventHandler | undefined): Promise<string>;
/**
 * Numbers the messages of a turn before anything else sees them. A message that is refused later counts too: if the
 * turn runs again and the window has closed in between, each message still gets the same number. The messages of a turn
 * that is for the open window alone are marked, too.
 */
export declare function numberMessages(context: TurnContext, turn: Turn): void;
