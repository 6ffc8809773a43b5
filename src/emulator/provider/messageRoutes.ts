import { z } from 'zod';
import { errors, readReceipt } from '../../clickatell/wire.js';
import { type Answer, jsonOf, wireFailure } from '../http.js';
import { tell } from '../people/tell.js';
import type { World } from '../world.js';
import type { Integration } from './integrations.js';
import { wrongParameter } from './validate.js';

const notification = z.object({
  event: z.object({
    messageStatusUpdate: z
      .array(
        z.object({
          channel: z.literal('whatsapp'),
          statusCode: z.literal(readReceipt.statusCode),
          messageId: z.string(),
          clientEventId: z.string().nullish(),
        }),
      )
      .min(1),
  }),
});

/** `GET /v1/message/{id}`: the last status of a message. */
export function messageStatus(world: World, { number }: Integration, messageId: string): Answer {
  const message = world.chats.find(messageId);
  if (message?.direction !== 'out' || message.business !== number) return wireFailure(errors.noSuchResource);
  const last = message.statuses.at(-1) ?? { status: 'QUEUED', at: message.at };
  return { status: 200, json: { whatsapp: { status: last.status, timestamp: last.at } } };
}

/** `POST /v1/notification`: the business has read these messages. */
export function notify(world: World, { number }: Integration, body: Buffer): Answer {
  const parsed = notification.safeParse(jsonOf(body));
  if (!parsed.success) return wrong(parsed.error.issues[0]?.path.join('.') || 'event');
  const read = parsed.data.event.messageStatusUpdate.map(({ messageId }) => world.chats.find(messageId));
  if (!read.every((message) => message?.direction === 'in' && message.business === number)) return wrong('messageId');
  for (const message of read) {
    if (!message) continue;
    world.chats.update(message, (one) => {
      one.blue = true;
    });
    tell(world, message);
  }
  return { status: 202, json: { accepted: true } };
}

/** `GET /v1/balance`. */
export function balance(): Answer {
  return { status: 200, json: { currency: 'GBP', balance: 12.34 } };
}

function wrong(name: string): Answer {
  return { status: 400, json: { error: wrongParameter(name).error } };
}
