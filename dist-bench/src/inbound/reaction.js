import { idOf, isRecord } from './fields.js';
/** Reactions are not documented, so this part of an event's name has to do. */
export function isReaction(event) {
    return /reaction/i.test(event);
}
/** An emoji of several people with skin tones has about 40 units. */
const maxEmojiLength = 64;
/** The emoji, empty if the reaction was taken back, and the message that it belongs to, if the entry names it. */
export function readReaction(entry) {
    const reaction = isRecord(entry.reaction) ? entry.reaction : undefined;
    const target = idOf(reaction?.messageId) ?? idOf(reaction?.message_id);
    // If a reaction was taken back, WhatsApp sends an empty emoji or none.
    const emoji = (reaction ?? entry).emoji ?? (target === undefined ? undefined : '');
    if (typeof emoji !== 'string' || emoji.length > maxEmojiLength)
        return undefined;
    return { kind: 'reaction', emoji: emoji.trim(), ...(target !== undefined && { relatedMessageId: target }) };
}
