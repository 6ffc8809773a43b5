import { apiIdOf } from './provider.js';

export const business = '27110000001';

export function personOf(index: number): string {
  return String(27_820_000_000 + index);
}

/** A person's text, as Clickatell calls back with it. */
export function textCallback(messageId: string, from: string, content: string): string {
  const message = {
    ...{ channel: 'whatsapp', messageId, relatedMessageId: null, relatedClientMessageId: null, from, to: business },
    ...{ timestamp: Date.now(), content, charset: 'UTF-8', whatsapp: { profileName: 'Thandi' } },
  };
  return JSON.stringify({ integrationId: 'bench', integrationName: 'Bench', event: { moText: [message] } });
}

/** A status of the bot's only answer to a message. */
export function statusCallback(inboundMessageId: string, status: 'DEVICE_ACK' | 'READ'): string {
  const clientMessageId = `${inboundMessageId}-1`;
  const statusCode = status === 'READ' ? 6 : 5;
  const update = {
    ...{ channel: 'whatsapp', timestamp: Date.now(), statusCode, status },
    ...{ messageId: apiIdOf(clientMessageId), clientMessageId },
  };
  return JSON.stringify({ integrationId: 'bench', event: { messageStatusUpdate: [update] } });
}
