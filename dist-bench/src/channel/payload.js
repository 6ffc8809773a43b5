import { z } from 'zod';
import { consentChanges } from '../consent/record.js';
import { inboundEvent } from '../inbound/event.js';
const stored = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('notification'), id: z.string() }),
    z.object({
        kind: z.literal('publication'),
        id: z.string(),
        list: z.string(),
        position: z.number(),
        waits: z.number().optional(),
        crashes: z.number().optional(),
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
        kind: z.literal('consent'),
        changes: z.array(z.object({
            at: z.number(),
            change: z.enum(consentChanges),
            topic: z.string().optional(),
            source: z.string(),
        })),
    }),
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
const own = new WeakSet();
/** Marks a payload as made by this process. */
export function ownPayload(payload) {
    own.add(payload);
    return payload;
}
/** The payload of an item. It is validated if it comes from a store. */
export function payloadOf(payload) {
    if (typeof payload === 'object' && payload !== null && own.has(payload))
        return payload;
    return stored.parse(payload);
}
