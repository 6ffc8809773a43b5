import { idOf, isRecord } from './fields.js';

/** Reactions are not documented; by this much of its name, an event is one. */
export function isReaction(event: string): boolean {
  return /reaction/i.test(event);
}

/** An emoji of several people, with their skins, has some 40 units. */
const maxEmojiLength = 64;

/** The emoji, empty where a reaction was taken back, and the message that it stands on where it says which. */
export function readReaction(entry: Record<string, unknown>) {
  const reaction = isRecord(entry.reaction) ? entry.reaction : undefined;
  const target = idOf(reaction?.messageId) ?? idOf(reaction?.message_id);
  // WhatsApp leaves the emoji of a reaction that was taken back empty, or away.
  const emoji = (reaction ?? entry).emoji ?? (target === undefined ? undefined : '');
  if (typeof emoji !== 'string' || emoji.length > maxEmojiLength) return undefined;
  return { kind: 'reaction' as const, emoji: emoji.trim(), ...(target !== undefined && { relatedMessageId: target }) };
}
