import { z } from 'zod';
import { type InboundMessage, type InboundStatus, inboundEvent } from '../inbound/event.js';

export interface NotificationPayload {
  readonly kind: 'notification';
  /** The notification's id. */
  readonly id: string;
}

export interface FollowUpPayload {
  readonly kind: 'follow-up';
  /** JSON for `parseNotification`. */
  readonly notification: Record<string, unknown>;
}

/** The content of a lane's item, by its `kind`. */
export type Payload = InboundMessage | InboundStatus | NotificationPayload | FollowUpPayload;

const stored = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notification'), id: z.string() }),
  z.object({ kind: z.literal('follow-up'), notification: z.record(z.string(), z.unknown()) }),
  ...inboundEvent.options,
]);

/** Payloads that this process made. They need not be validated when their turn comes. */
const own = new WeakSet<object>();

/** Marks a payload as made by this process. */
export function ownPayload<P extends Payload>(payload: P): P {
  own.add(payload);
  return payload;
}

/** The payload of an item. It is validated if it comes from a store. */
export function payloadOf(payload: unknown): Payload {
  if (typeof payload === 'object' && payload !== null && own.has(payload)) return payload as Payload;
  return stored.parse(payload);
}
