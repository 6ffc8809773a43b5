import type { Activity, Attachment } from 'botbuilder';
import type { Conversation } from '../conversation.js';
import { isReaction } from './content.js';
import type { InboundMedia, InboundMessage, InboundStatus } from './event.js';
import { referenceFor } from './reference.js';

/**
 * A person's message as Bot Framework has it: text, or the caption of its media, in `text`; media and locations in
 * `attachments`; a tapped button's data in `value`; Clickatell's own entry in `channelData`. What cannot be read has
 * an empty text and the `valueType` `clickatell/unsupported`.
 */
export function toActivity(event: InboundMessage): Partial<Activity> {
  const replyToId = event.relatedClientMessageId ?? event.relatedMessageId;
  return {
    type: 'message',
    id: event.messageId,
    ...addressed(event, event),
    ...(replyToId !== undefined && { replyToId }),
    textFormat: 'plain',
    channelData: event.raw,
    ...contentOf(event),
  };
}

/** Tells a bot that a person has come, before the first message that they write. */
export function toWelcomeActivity(event: InboundMessage): Partial<Activity> {
  return {
    type: 'conversationUpdate',
    ...addressed(event, event),
    membersAdded: [{ id: event.person, name: event.profileName ?? '' }],
  };
}

/**
 * A status of one of our messages, as an event named `clickatell/status`. `value` has Clickatell's and our own id of
 * the message, `status`, `statusCode` and `timestamp` (epoch ms). The callback names no person: the caller knows the
 * conversation by the message's id.
 */
export function toStatusActivity(event: InboundStatus, conversation: Conversation): Partial<Activity> {
  const { kind, raw, ...value } = event;
  return { type: 'event', name: 'clickatell/status', ...addressed(conversation, event), value, channelData: raw };
}

function addressed(pair: Conversation, { timestamp, profileName = '' }: { timestamp?: number; profileName?: string }) {
  const { channelId, serviceUrl, conversation, user, bot } = referenceFor(pair);
  return {
    channelId,
    serviceUrl,
    conversation,
    from: { ...user, name: profileName },
    recipient: bot,
    ...(timestamp !== undefined && { timestamp: new Date(timestamp) }),
  };
}

function contentOf(event: InboundMessage): Partial<Activity> {
  switch (event.kind) {
    case 'text':
      return { text: event.text };
    case 'media':
      return { text: event.caption ?? '', attachments: event.media.map(toAttachment) };
    case 'location':
      return toPlace(event);
    case 'button':
      return { text: event.title, value: event.postbackData ?? event.title };
    case 'unsupported':
      return {
        // Not a message to the bot, nor to the window: whether a reaction opens it is not known.
        type: isReaction(event.event) ? 'messageReaction' : 'message',
        text: '',
        value: { event: event.event },
        valueType: 'clickatell/unsupported',
      };
  }
}

function toAttachment({ contentType, source, fileName }: InboundMedia): Attachment {
  const contentUrl =
    source.kind === 'file' ? source.downloadUrl : `data:${contentType.replaceAll(' ', '')};base64,${source.base64}`;
  return { contentType, contentUrl, ...(fileName !== undefined && { name: fileName }) };
}

/** Bot Framework documents places as a `GeoCoordinates` entity; the attachment is for bots that look only at those. */
function toPlace(event: Extract<InboundMessage, { kind: 'location' }>): Partial<Activity> {
  const { latitude, longitude, name, address } = event;
  const place = {
    type: 'GeoCoordinates',
    latitude,
    longitude,
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
  };
  return {
    text: name ?? address ?? '',
    entities: [place],
    attachments: [{ contentType: 'application/json', name: 'location', content: place }],
  };
}
