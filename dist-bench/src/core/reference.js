import { conversationId } from './conversation.js';
export const channelId = 'whatsapp';
/** Bot Framework requires a string here. Nothing is ever sent to this address. */
export const serviceUrl = 'https://platform.clickatell.com';
/**
 * A Bot Framework reference to the conversation, for `continueConversationAsync`. It also exists for a person who never
 * wrote. It has no activity id, so that a message sent with it does not quote an old message.
 */
export function referenceFor(conversation, locale) {
    const { person, address } = conversation;
    return {
        channelId,
        serviceUrl,
        conversation: { id: conversationId(conversation), isGroup: false, conversationType: 'personal', name: '' },
        // `continueConversation` finds the address here, should the person never have written.
        user: { id: person, name: '', role: 'user', ...(address !== undefined && { properties: { address } }) },
        bot: { id: conversation.business, name: '', role: 'bot' },
        ...(locale !== undefined && { locale }),
    };
}
