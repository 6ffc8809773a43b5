import { type Conversation, conversationId } from '../core/conversation.js';
import { channelId } from '../core/reference.js';

// The keys under which the SDKs' state classes keep a bot's state. Bot Framework's ConversationState,
// PrivateConversationState and UserState, and the Agents SDK's ConversationState and UserState, begin with the channel.
// The Agents SDK's TurnState puts the bot's id, which is the business number here, after it.

const conversationKey = new RegExp(`^${channelId}/(?:[^/]+/)?conversations/([^/]+)(?:/|$)`);
const userKey = new RegExp(`^${channelId}/(?:[^/]+/)?users/([^/]+)/?$`);

/** The conversation whose state a key is of, by its id. */
export function conversationIn(key: string): string | undefined {
  return conversationKey.exec(key)?.[1];
}

/** The person whose state a key is of. */
export function userIn(key: string): string | undefined {
  return userKey.exec(key)?.[1];
}

/** All keys of a conversation's state, in the same order for every conversation. */
export function stateKeys(conversation: Conversation): string[] {
  const { business, person } = conversation;
  const [here, ofBot] = [channelId, `${channelId}/${business}`];
  const own = `conversations/${conversationId(conversation)}`;
  return [
    `${here}/${own}/`,
    `${here}/${own}/users/${person}/`,
    `${here}/users/${person}/`,
    `${ofBot}/${own}`,
    `${ofBot}/users/${person}`,
  ];
}
