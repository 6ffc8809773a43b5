import { randomUUID } from 'node:crypto';
import { systemClock } from '../../src/core/clock.js';
import { business } from './world.js';

/** A person's text, as Clickatell calls back with it. */
export function textCallback(from: string, content: string): string {
  const messageId = randomUUID().replaceAll('-', '');
  const message = {
    ...{ channel: 'whatsapp', messageId, relatedMessageId: null, relatedClientMessageId: null, from, to: business },
    ...{ timestamp: systemClock.now(), content, charset: 'UTF-8', whatsapp: { profileName: 'Thandi' } },
  };
  return JSON.stringify({ integrationId: 'crash', integrationName: 'Crash', event: { moText: [message] } });
}
