import { type Addressed } from './conversation.js';
export declare const channelId = "whatsapp";
/** Bot Framework requires a string here. Nothing is ever sent to this address. */
export declare const serviceUrl = "https://platform.clickatell.com";
/**
 * A Bot Framework reference to the conversation, for `continueConversationAsync`. It also exists for a person who never
 * wrote. It has no activity id, so that a message sent with it does not quote an old message.
 */
export declare function referenceFor(conversation: Addressed, locale?: string): {
    channelId: string;
    serviceUrl: string;
    conversation: {
        id: string;
        isGroup: false;
        conversationType: string;
        name: string;
    };
    user: {
        id: string;
        name: string;
        role: string;
        properties?: {
            address: string;
        } | undefined;
    };
    bot: {
        id: string;
        name: string;
        role: string;
    };
    locale?: string | undefined;
};
