import type { ConversationReference } from './activity.js';
import { type Conversation, conversationId } from './conversation.js';

export const channelId = 'whatsapp';

/** Bot Framework wants a string here; nothing is ever sent to it. */
export const serviceUrl = 'https://platform.clickatell.com';

/**
 * The conversation as Bot Framework addresses it, for `continueConversationAsync`; known without the person having
 * written. It names no activity, because a message that is sent with it shall not quote an old one.
 */
export function referenceFor(conversation: Conversation, locale?: string) {
  return {
    channelId,
    serviceUrl,
    conversation: { id: conversationId(conversation), isGroup: false, conversationType: 'personal', name: '' },
    user: { id: conversation.person, name: '', role: 'user' },
    bot: { id: conversation.business, name: '', role: 'bot' },
    ...(locale !== undefined && { locale }),
  } satisfies Partial<ConversationReference>;
}
