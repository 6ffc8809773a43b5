import { hash } from 'node:crypto';
import { contentOf } from './content.js';
import { idOf, isEncrypted, isRecord, named, textOf } from './fields.js';
import { readMedia } from './media.js';
import { isReaction } from './reaction.js';

type Entry = Record<string, unknown>;

/** Records that hold the new version: in WhatsApp's own callbacks, and in those of others. */
const nests = ['edit', 'editedmessage', 'protocolmessage'];
const originals = ['originalmessageid', 'editedmessageid', 'targetmessageid'];
/** Where the new text was seen, also within one another. */
const texts = [
  ...['content', 'text', 'body', 'caption', 'conversation', 'newcontent', 'newtext', 'message', 'editedmessage'],
  ...['extendedtextmessage', 'image', 'video', 'document'],
];
const deepest = 4;

/**
 * The new version of a message that the person has edited: its content, its own id, and the id of the message that it
 * replaces. `undefined` for anything else. Clickatell documents no such event, so its name or a mark in the entry has to do.
 */
export function readEdit(event: string, entry: Entry, messageId: string, field = named(entry)) {
  const nest = field(...nests);
  const edit = isRecord(nest) ? nest : undefined;
  if (!isEdit(event, field, edit)) return undefined;

  const ofEdit = edit ? named(edit) : () => undefined;
  const key = ofEdit('key');
  const inside = idOf(ofEdit(...originals, 'messageid')) ?? idOf(isRecord(key) ? key.id : undefined);
  const original = inside ?? idOf(field(...originals)) ?? idOf(entry.relatedMessageId) ?? messageId;
  const text = textIn(edit) ?? textIn(entry);
  return {
    ...contentFor(event, entry, text),
    editedMessageId: original,
    messageId: original === messageId ? versionId(messageId, entry.timestamp, text) : messageId,
    // What it is related to is the message before, and no message that it answers.
    relatedMessageId: undefined,
    relatedClientMessageId: undefined,
  };
}

function isEdit(event: string, field: ReturnType<typeof named>, edit: Entry | undefined): boolean {
  if (isReaction(event)) return false;
  if (/(?<!cr)edit/i.test(event)) return true;
  const marks = [field('edited'), field('isedited')];
  if (marks.some((mark) => mark === true || mark === 'true')) return true;
  const type = field('type', 'messagetype', 'eventtype');
  if (typeof type === 'string' && /^(?:message[_ -]?)?edit(?:ed)?$/i.test(type)) return true;
  return edit !== undefined && textIn(edit) !== undefined;
}

function contentFor(event: string, entry: Entry, text: string | undefined) {
  if (isEncrypted(entry)) return contentOf(event, entry);
  const media = readMedia(entry);
  if (media) return media;
  return text === undefined ? contentOf(event, entry) : { kind: 'text' as const, text };
}

function textIn(value: unknown, depth = 0): string | undefined {
  if (!isRecord(value) || depth > deepest) return undefined;
  const field = named(value);
  for (const name of texts) {
    const inside = field(name);
    const text = textOf(inside) ?? textIn(inside, depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** If a version comes under the id of the message itself, it has to have one of its own: the same is a duplicate. */
function versionId(messageId: string, timestamp: unknown, text = ''): string {
  const version = hash('sha256', `${messageId}\n${String(timestamp)}\n${text}`, 'hex').slice(0, 16);
  return Buffer.byteLength(messageId) > 200 ? `edit.${version}` : `${messageId}.edit.${version}`;
}
