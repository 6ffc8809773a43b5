import { z } from 'zod';
import { isDeletion } from './deletion.js';
import { isReaction } from './reaction.js';
import { referral } from './referral.js';

const media = z.object({
  /** A MIME type, with the parameters that the person's phone gave: `audio/ogg; codecs=opus`. */
  contentType: z.string(),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('inline'), base64: z.string() }),
    /** Available for 30 days, with the integration's key. */
    z.object({ kind: z.literal('file'), downloadUrl: z.string() }),
  ]),
  fileName: z.string().optional(),
  sha256: z.string().optional(),
  byteSize: z.number().optional(),
});

const contact = z.object({
  /** The formatted name, or otherwise first and last name, the company, a number or an address. */
  name: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  /** As the person's phone has them. */
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  company: z.string().optional(),
  /** WhatsApp's ids of the phones, by the phone as it stands in `phones`, where they came and are written differently. */
  waIds: z.record(z.string(), z.string()).optional(),
  /** The vCard that came for this contact, as it came. */
  card: z.string().optional(),
});

const common = {
  /** Clickatell's id of the message. */
  messageId: z.string(),
  /** Who wrote: a number in digits, or an opaque user id. One person, whichever way their number is spelt. */
  person: z.string(),
  /**
   * Their address as the callback has it, if it is another spelling of the number, or another id of theirs. Messages to
   * them go there.
   */
  sentFrom: z.string().optional(),
  /** Their id besides their number, if the callback shows both. */
  alias: z.string().optional(),
  /** The field that the callback has them in, if that is not `from`. */
  senderField: z.string().optional(),
  /** Our number, which they wrote to. */
  business: z.string(),
  /** When Clickatell received the message, epoch ms; absent if the callback has no usable time. */
  timestamp: z.number().optional(),
  profileName: z.string().optional(),
  /** Clickatell's id of the message that this one answers, or reacts to. */
  relatedMessageId: z.string().optional(),
  /** Our id of the message that this one answers, or reacts to: the id that the bot got when it sent that message. */
  relatedClientMessageId: z.string().optional(),
  /**
   * Clickatell's id of the message that this is a new version of: the person has edited it. If the new version has come
   * under the same id, `messageId` is one that we have given it.
   */
  editedMessageId: z.string().optional(),
  /** The ad or post that they tapped before they wrote. */
  referral: referral.optional(),
  integrationId: z.string().optional(),
  /** The entry as it came, without the base64 of inline media. */
  raw: z.record(z.string(), z.unknown()),
};

/**
 * What a callback reports: a person's message, or a status of one of ours. An event survives JSON; this schema
 * validates it when it is read back from a store.
 */
export const inboundEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...common, text: z.string() }),
  z.object({ kind: z.literal('media'), ...common, media: z.array(media), caption: z.string().optional() }),
  z.object({
    kind: z.literal('location'),
    ...common,
    /** Degrees, WGS 84. Both are absent for a place that came with its name or address alone. */
    latitude: z.number().optional(),
    longitude: z.number().optional(),
    name: z.string().optional(),
    address: z.string().optional(),
    url: z.string().optional(),
  }),
  /** A tapped button, a picked row or a template's quick reply. If it came without a title, `title` is the data. */
  z.object({ kind: z.literal('button'), ...common, title: z.string(), postbackData: z.string().optional() }),
  z.object({ kind: z.literal('contacts'), ...common, contacts: z.array(contact) }),
  /** `emoji` is empty if the reaction was taken back, and the callback does not tell which emoji it was. */
  z.object({ kind: z.literal('reaction'), ...common, emoji: z.string(), isRemoved: z.literal(true).optional() }),
  /** A person's message that is encrypted or cannot be read. */
  z.object({
    kind: z.literal('unsupported'),
    ...common,
    event: z.string(),
    /** The default is for events that were stored by an earlier version. */
    reason: z.enum(['encrypted', 'unknown-kind', 'unreadable']).default('unreadable'),
  }),
  z.object({
    kind: z.literal('status'),
    /** Clickatell's id of our message: its `apiMessageId`. */
    messageId: z.string(),
    /** Our id of it. */
    clientMessageId: z.string().optional(),
    /**
     * The name, spelled as in Clickatell's table, or in upper case if it does not stand there. It has precedence over the
     * code. `STATUS_62` if only a code without a known name came.
     */
    status: z.string(),
    statusCode: z.number().optional(),
    /** Epoch ms. */
    timestamp: z.number().optional(),
    /** Who got the message, if the callback shows their user id: with their number, if it shows that as well. */
    recipient: z.object({ number: z.string().optional(), userId: z.string() }).optional(),
    raw: z.record(z.string(), z.unknown()),
  }),
]);

/** What a callback reports: a message of a person, or a status of one of ours. `kind` tells which. */
export type InboundEvent = z.infer<typeof inboundEvent>;
export type InboundStatus = Extract<InboundEvent, { kind: 'status' }>;
export type InboundMessage = Exclude<InboundEvent, { kind: 'status' }>;
export type InboundMedia = z.infer<typeof media>;
export type InboundContact = z.infer<typeof contact>;

/**
 * Whether a person wrote, and so opened the customer service window. An edit counts: it is written, and WhatsApp allows it
 * for 15 minutes only. Reactions and deletions do not count: no source says that they do, and a window wrongly closed costs
 * a template where one wrongly open loses the message.
 */
export function opensWindow(event: InboundMessage): boolean {
  if (event.kind === 'reaction') return false;
  return event.kind !== 'unsupported' || !(isReaction(event.event) || isDeletion(event.event));
}

/**
 * The identity of an event: duplicates have the same. The first part is encoded, so no two events share an identity.
 */
export function itemId(event: InboundEvent): string {
  return event.kind === 'status'
    ? `status:${encodeURIComponent(event.messageId)}:${event.status}`
    : `message:${encodeURIComponent(event.business)}:${event.messageId}`;
}
