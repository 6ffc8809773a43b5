import { apiIdOf } from './provider.js';
export const business = '27110000001';
/** What every callback must carry. */
export const webhookSecret = 'bench-secret';
export const webhookPath = `/api/messages?key=${webhookSecret}`;
export function personOf(index) {
    return String(27_820_000_000 + index);
}
/** A person's text, as Clickatell calls back with it. `timestamp` is in epoch ms. */
export function textCallback(messageId, from, content, timestamp = Date.now()) {
    const message = {
        ...{ channel: 'whatsapp', messageId, relatedMessageId: null, relatedClientMessageId: null, from, to: business },
        ...{ timestamp, content, charset: 'UTF-8', whatsapp: { profileName: 'Thandi' } },
    };
    return JSON.stringify({ integrationId: 'bench', integrationName: 'Bench', event: { moText: [message] } });
}
/** The id of the bot's only answer to a message. */
export function answerIdOf(inboundMessageId) {
    return `${inboundMessageId}-1`;
}
/** A status of what the bot has sent. */
export function statusCallback(clientMessageId, status) {
    const statusCode = status === 'READ' ? 6 : 5;
    const update = {
        ...{ channel: 'whatsapp', timestamp: Date.now(), statusCode, status },
        ...{ messageId: apiIdOf(clientMessageId), clientMessageId },
    };
    return JSON.stringify({ integrationId: 'bench', event: { messageStatusUpdate: [update] } });
}
