import { z } from 'zod';
import type { Activity } from '../core/activity.js';
import { type InboundMessage, type InboundStatus, inboundEvent } from '../inbound/event.js';

export interface NotificationPayload {
  readonly kind: 'notification';
  /** The notification's id. */
  readonly id: string;
}

/** The next of a publication's people are to get their notifications. */
export interface PublicationPayload {
  readonly kind: 'publication';
  /** The publication's id. */
  readonly id: string;
  /** The list of its people, by its id. */
  readonly list: string;
  /** How many of them have theirs. */
  readonly position: number;
  /** How often there was no room. */
  readonly waits?: number | undefined;
  /** How often an item for this has become a dead letter. */
  readonly failures?: number | undefined;
}

export interface FollowUpPayload {
  readonly kind: 'follow-up';
  /** JSON for `parseNotification`. */
  readonly notification: Record<string, unknown>;
}

/** A message that the provider certainly did not take, and that leaves later. JSON. */
export interface Unsent {
  /** The message's id. */
  readonly id: string;
  readonly activity: Activity;
  /** The notification that it belongs to, by its id. */
  readonly notification?: string | undefined;
  /** When it was to leave, and until when it is tried, in epoch ms. */
  readonly since: number;
  readonly until: number;
  readonly tries: number;
  readonly reason: string;
  /** When it was said, in epoch ms, if it has left or been held before `since`. */
  readonly saidAt?: number | undefined;
  /** Part of the id of the dead letter that it becomes if it is given up. */
  readonly letter?: string | undefined;
}

/** What waits in the conversation's outbox is to be tried. */
export interface OutboxPayload {
  readonly kind: 'outbox';
  /** Whether it comes after an item that became a dead letter. */
  readonly goesOn?: boolean | undefined;
}

/** What is held for the conversation's person is to be looked after. */
export interface HoldsPayload {
  readonly kind: 'holds';
  /** How often the template that asks the person to answer was tried, and not taken by the provider. */
  readonly tries: number;
  /** Whether it comes after an item that became a dead letter. */
  readonly goesOn?: boolean | undefined;
}

/** The item of a status became a dead letter: what it was sending in the place of the failed part has failed. */
export interface UnreplacedPayload {
  readonly kind: 'unreplaced';
  /** The ids of the failed part, as the status had them. */
  readonly messageId: string;
  readonly clientMessageId?: string | undefined;
  readonly reason: string;
}

/** The window is about to close. */
export interface ClosingPayload {
  readonly kind: 'closing';
  /** When the item is due, in epoch ms. */
  readonly at: number;
}

/** Another id is the person's as well: its conversation becomes part of this one. */
export interface JoinPayload {
  readonly kind: 'join';
  readonly alias: string;
  /** A callback has shown both ids. */
  readonly isAutomatic?: boolean | undefined;
  /** It has become part of this one before, and something may have been left there since. */
  readonly isLeft?: boolean | undefined;
}

/** What follows from a change of the person's consent is to be done. */
export interface ConsentPayload {
  readonly kind: 'consent';
  /** Names the changes in the record's history. */
  readonly message: string;
}

/** A human has taken the conversation, the bot gets it back, or it is time to look whether it does by itself. */
export interface HandOffPayload {
  readonly kind: 'handoff';
  readonly act: 'accept' | 'end' | 'expire';
  /** The hand-off's id. */
  readonly id: string;
  readonly state?: 'completed' | 'failed' | undefined;
  readonly message?: string | undefined;
}

/** The desk is to be told what waits. */
export interface DeskPayload {
  readonly kind: 'desk';
  /** The queue, by the id of its conversation. */
  readonly queue: string;
}

/** A message of the outbox that was given up. */
export interface UnsentPayload {
  readonly kind: 'unsent';
  readonly unsent: Unsent;
}

/** The content of a lane's item, by its `kind`. */
export type Payload =
  | InboundMessage
  | InboundStatus
  | NotificationPayload
  | PublicationPayload
  | FollowUpPayload
  | OutboxPayload
  | HoldsPayload
  | UnreplacedPayload
  | ClosingPayload
  | JoinPayload
  | ConsentPayload
  | HandOffPayload
  | DeskPayload
  | UnsentPayload;

/** Whether it is something that a person sent. */
export function isMessage(payload: Payload): payload is InboundMessage {
  return 'raw' in payload && payload.kind !== 'status';
}

const stored = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notification'), id: z.string() }),
  z.object({
    kind: z.literal('publication'),
    id: z.string(),
    list: z.string(),
    position: z.number(),
    waits: z.number().optional(),
    failures: z.number().optional(),
  }),
  z.object({ kind: z.literal('follow-up'), notification: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('outbox'), goesOn: z.boolean().optional() }),
  z.object({ kind: z.literal('holds'), tries: z.number(), goesOn: z.boolean().optional() }),
  z.object({
    kind: z.literal('unreplaced'),
    messageId: z.string(),
    clientMessageId: z.string().optional(),
    reason: z.string(),
  }),
  z.object({ kind: z.literal('closing'), at: z.number() }),
  z.object({
    kind: z.literal('join'),
    alias: z.string(),
    isAutomatic: z.boolean().optional(),
    isLeft: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('consent'), message: z.string() }),
  z.object({
    kind: z.literal('handoff'),
    act: z.enum(['accept', 'end', 'expire']),
    id: z.string(),
    state: z.enum(['completed', 'failed']).optional(),
    message: z.string().optional(),
  }),
  z.object({ kind: z.literal('desk'), queue: z.string() }),
  z.object({
    kind: z.literal('unsent'),
    unsent: z.object({
      id: z.string(),
      activity: z.looseObject({}),
      notification: z.string().optional(),
      since: z.number(),
      until: z.number(),
      tries: z.number(),
      reason: z.string(),
      saidAt: z.number().optional(),
      letter: z.string().optional(),
    }),
  }),
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
