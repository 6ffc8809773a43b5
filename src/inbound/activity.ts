import type { Activity, Attachment } from '../core/activity.js';
import type { Conversation } from '../core/conversation.js';
import { referenceFor } from '../core/reference.js';
import { isDeletion } from './deletion.js';
import type { InboundContact, InboundMedia, InboundMessage, InboundStatus } from './event.js';
import { isRecord } from './fields.js';
import { isReaction } from './reaction.js';
import { rawReferral } from './referral.js';
import { vCard } from './vcard.js';

/**
 * What a person sent, as an activity of Bot Framework. Clickatell's own entry is in `channelData`, and the ad that they
 * came by in `channelData.referral` (see `referralOf`).
 *
 * - Text: `text`.
 * - A tap: the title as `text`, and the button's data as `value`, or the title if the button has no data.
 * - Media: `attachments`, with the caption as `text`. The `content` of each is `{ sha256?, byteSize?, voice? }`, where
 *   `voice: true` is a voice note.
 * - A place: a `GeoCoordinates` entity and attachment, or a `Place` if it came without coordinates.
 * - Contacts: a `text/vcard` attachment each, as it came if it came as one, and their names, numbers and addresses as
 *   `text`.
 * - A reaction: a `messageReaction` with `reactionsAdded`, or with `reactionsRemoved` if it was taken back. `replyToId`
 *   is the message that it belongs to. The `type` is the emoji, or empty for a removed one that the callback does not
 *   name, as WhatsApp's do not.
 * - An edit: a `messageUpdate`, for a bot's `onMessageUpdate`. `id` and `replyToId` are those of the message that was edited,
 *   the rest is its new content, and `channelData.clickatell.edited` is `{ messageId }` of the edited one. Dialogs go on
 *   with messages alone, so that what was edited does not happen twice.
 * - A deletion: a `messageDelete` with the `id` of the message that was deleted, and like what cannot be read.
 * - What cannot be read: a message with an empty text, the `valueType` `clickatell/unsupported`, and
 *   `{ event, reason }` as `value` and as `channelData.clickatell.unsupported`. The reason is `encrypted`,
 *   `unknown-kind`, or `unreadable` for a known kind of an unknown shape.
 *
 * If the callback names the message that the person answers, `replyToId` is the id that the bot got when it sent that
 * message, or otherwise Clickatell's id of it.
 */
export function toActivity(event: InboundMessage): Activity {
  const { editedMessageId, messageId } = event;
  const replyToId = editedMessageId ?? event.relatedClientMessageId ?? event.relatedMessageId;
  const content = contentOf(event);
  const isDeleted = content.type === 'messageDelete';
  return {
    type: 'message',
    ...addressed(event, event),
    ...(replyToId !== undefined && { replyToId }),
    textFormat: 'plain',
    ...content,
    // Bot Framework names the message that was changed by the id of the activity that changes it.
    ...(editedMessageId !== undefined && { type: 'messageUpdate' }),
    id: editedMessageId ?? (isDeleted ? (event.relatedMessageId ?? messageId) : messageId),
    channelData: channelDataOf(event),
  };
}

/** Tells a bot about a new person, before their first message. */
export function toWelcomeActivity(event: InboundMessage): Activity {
  return {
    type: 'conversationUpdate',
    ...addressed(event, event),
    membersAdded: [{ id: event.person, name: event.profileName ?? '' }],
  };
}

/**
 * A status of one of our messages, as an event named `clickatell/status`. `value` has Clickatell's and our own id of
 * the message, `status`, `statusCode` and `timestamp` (epoch ms). The callback does not name the person; the caller
 * finds the conversation by the message's id.
 */
export function toStatusActivity(event: InboundStatus, conversation: Conversation): Activity {
  const { kind, raw, recipient: _, ...value } = event;
  return { type: 'event', name: 'clickatell/status', ...addressed(conversation, event), value, channelData: raw };
}

function addressed(
  { business, person }: Conversation,
  { timestamp, profileName = '' }: { timestamp?: number; profileName?: string },
) {
  const { channelId, serviceUrl, conversation, user, bot } = referenceFor({ business, person });
  return {
    channelId,
    serviceUrl,
    conversation,
    from: { ...user, name: profileName },
    recipient: bot,
    ...(timestamp !== undefined && { timestamp: new Date(timestamp) }),
  };
}

/** Clickatell's own entry, with the referral in one spelling beside that in which it came, and what we say of it. */
export function channelDataOf(event: InboundMessage): Record<string, unknown> {
  const { raw, referral } = event;
  const said = {
    ...(event.editedMessageId !== undefined && { edited: { messageId: event.editedMessageId } }),
    ...(event.kind === 'unsupported' && { unsupported: { event: event.event, reason: event.reason } }),
  };
  if (!referral && Object.keys(said).length === 0) return raw;
  const own = isRecord(raw.clickatell) ? raw.clickatell : {};
  return {
    ...raw,
    ...(referral && { referral: { ...rawReferral(raw), ...referral } }),
    ...(Object.keys(said).length > 0 && { clickatell: { ...own, ...said } }),
  };
}

function contentOf(event: InboundMessage): Activity {
  switch (event.kind) {
    case 'text':
      return { text: event.text };
    case 'media':
      return { text: event.caption ?? '', attachments: event.media.map(toAttachment) };
    case 'location':
      return toPlace(event);
    case 'button':
      return { text: event.title, value: event.postbackData ?? event.title };
    case 'contacts':
      return { text: event.contacts.map(inWords).join('\n'), attachments: event.contacts.map(toCard) };
    case 'reaction':
      // A reaction is not a message, so it does not open the window either: no source says that it does.
      return {
        type: 'messageReaction',
        [event.isRemoved || event.emoji === '' ? 'reactionsRemoved' : 'reactionsAdded']: [{ type: event.emoji }],
      };
    case 'unsupported':
      return toUnsupported(event);
  }
}

function toUnsupported({ event, reason }: Extract<InboundMessage, { kind: 'unsupported' }>): Activity {
  return {
    type: isReaction(event) ? 'messageReaction' : isDeletion(event) ? 'messageDelete' : 'message',
    text: '',
    value: { event, reason },
    valueType: 'clickatell/unsupported',
  };
}

function toAttachment({ contentType, source, fileName, sha256, byteSize }: InboundMedia): Attachment {
  const contentUrl =
    source.kind === 'file' ? source.downloadUrl : `data:${contentType.replaceAll(' ', '')};base64,${source.base64}`;
  const content = {
    ...(sha256 !== undefined && { sha256 }),
    ...(byteSize !== undefined && { byteSize }),
    ...(isVoiceNote(contentType) && { voice: true }),
  };
  return { contentType, contentUrl, content, ...(fileName !== undefined && { name: fileName }) };
}

/** WhatsApp records voice notes in this type only. A forwarded file of the type looks the same. */
function isVoiceNote(contentType: string): boolean {
  return /^audio\/ogg *;(.*;)? *codecs *= *"?opus/i.test(contentType);
}

function inWords({ name, phones, emails, company }: InboundContact): string {
  const who = company === undefined || company === name ? name : `${name} (${company})`;
  const reached = [...phones, ...emails].filter((way) => way !== name).join(', ');
  return reached === '' ? who : `${who}: ${reached}`;
}

function toCard(contact: InboundContact): Attachment {
  return { contentType: 'text/vcard', content: contact.card ?? vCard(contact), name: contact.name };
}

/**
 * Bot Framework's form of a place is a `GeoCoordinates` entity, or a `Place` without coordinates. The attachment is for
 * bots that read only those.
 */
function toPlace(event: Extract<InboundMessage, { kind: 'location' }>): Activity {
  const { latitude, longitude, name, address, url } = event;
  const isPoint = latitude !== undefined && longitude !== undefined;
  const place = {
    ...(isPoint ? { type: 'GeoCoordinates', latitude, longitude } : { type: 'Place' }),
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
    ...(url !== undefined && { url }),
  };
  return {
    text: name ?? address ?? '',
    entities: [place],
    attachments: [{ contentType: 'application/json', name: 'location', content: place }],
  };
}
