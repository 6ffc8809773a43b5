import type { Activity } from '../core/activity.js';
import type { Conversation } from '../core/conversation.js';
import type { InboundMessage, InboundStatus } from './event.js';
/**
 * What a person sent, as an activity of Bot Framework. Clickatell's own entry is in `channelData`.
 *
 * - Text: `text`.
 * - A tap: the title as `text`, and the button's data as `value`, or the title if the button has no data.
 * - Media: `attachments`, with the caption as `text`. The `content` of each is `{ sha256?, byteSize?, voice? }`, where
 *   `voice: true` is a voice note.
 * - A place: a `GeoCoordinates` entity and attachment.
 * - Contacts: a `text/vcard` attachment each, and their names, numbers and addresses as `text`.
 * - A reaction: a `messageReaction` with `reactionsAdded`, or with `reactionsRemoved` if it was taken back. `replyToId`
 *   is the message that it belongs to. The `type` is the emoji, or empty for a removed one, which WhatsApp does not
 *   name.
 * - What cannot be read: a message with an empty text, the `valueType` `clickatell/unsupported`, and
 *   `{ event, reason }` as `value` and as `channelData.clickatell.unsupported`. The reason is `encrypted`,
 *   `unknown-kind`, or `unreadable` for a known kind of an unknown shape.
 *
 * If the callback names the message that the person answers, `replyToId` is the id that the bot got when it sent that
 * message, or otherwise Clickatell's id of it.
 */
export declare function toActivity(event: InboundMessage): Activity;
/** Tells a bot about a new person, before their first message. */
export declare function toWelcomeActivity(event: InboundMessage): Activity;
/**
 * A status of one of our messages, as an event named `clickatell/status`. `value` has Clickatell's and our own id of
 * the message, `status`, `statusCode` and `timestamp` (epoch ms). The callback does not name the person; the caller
 * finds the conversation by the message's id.
 */
export declare function toStatusActivity(event: InboundStatus, conversation: Conversation): Activity;
