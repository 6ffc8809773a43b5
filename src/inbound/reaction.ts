import { idOf, isRecord, named } from './fields.js';

type Entry = Record<string, unknown>;

/** Reactions are not documented, so this part of an event's name has to do. */
export function isReaction(event: string): boolean {
  return /reaction|unreact/i.test(event);
}

/** An emoji of several people with skin tones has about 40 units. */
const maxEmojiLength = 64;
/** Where the emoji was seen: in fields of its own, or where the text of a message is. */
const emojiFields = ['emoji', 'reaction', 'content', 'text', 'value'];
const targetFields = [
  ...['messageid', 'reactedmessageid', 'targetmessageid', 'originalmessageid', 'parentmessageid', 'msgid', 'id'],
];
/** In an entry, other ids are those of the reaction itself. */
const ownTargetFields = ['reactedmessageid', 'targetmessageid', 'originalmessageid', 'parentmessageid'];

/**
 * The emoji, and the message that it stands on, if the entry names it. A reaction that was taken back has an empty emoji or
 * none, or says so beside the emoji.
 */
export function readReaction(event: string, entry: Entry) {
  const nested = named(entry)('reaction', 'reactionmessage');
  const reaction = isRecord(nested) ? nested : undefined;
  const relatedMessageId = (reaction && targetIn(reaction)) ?? idOf(named(entry)(...ownTargetFields));
  const isTold = /unreact|remov|delet/i.test(event) || [entry, reaction].some((each) => each && isTakenBack(each));
  const hasTarget = [relatedMessageId, idOf(entry.relatedMessageId), idOf(entry.relatedClientMessageId)].some(Boolean);
  const emoji = emojiIn(reaction) ?? emojiIn(entry) ?? (isTold || hasTarget ? '' : undefined);
  if (typeof emoji !== 'string' || emoji.length > maxEmojiLength) return undefined;
  return {
    kind: 'reaction' as const,
    emoji: emoji.trim(),
    ...(isTold && { isRemoved: true as const }),
    ...(relatedMessageId !== undefined && { relatedMessageId }),
  };
}

/** The first field that has something: a text, which may be empty, or something that is none. */
function emojiIn(fields: Entry | undefined): unknown {
  if (!fields) return undefined;
  const field = named(fields);
  const values = emojiFields.map((name) => field(name));
  // In an entry, `reaction` may be the record that was looked into before.
  return values.map((value) => (isRecord(value) ? value.body : value)).find((value) => value !== undefined);
}

/** WhatsApp names the message, others its key. */
function targetIn(reaction: Entry): string | undefined {
  const field = named(reaction);
  const key = field('key');
  return idOf(field(...targetFields)) ?? (isRecord(key) ? idOf(key.id) : undefined);
}

function isTakenBack(fields: Entry): boolean {
  const field = named(fields);
  if ([field('removed', 'isremoved', 'deleted')].includes(true)) return true;
  const action = field('action', 'type', 'operation');
  return typeof action === 'string' && /^(?:un-?react|remove|delete|revoke)/i.test(action);
}
