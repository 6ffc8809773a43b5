import type { Activity } from '../core/activity.js';
import { conversationId } from '../core/conversation.js';
import type { Part, PartDraft } from './ledger.js';
import type { Outgoing } from './send.js';

/** What all parts of a message have in common. */
export function commonOf({ id, conversation, notification }: Outgoing, sentAs: Part['sentAs']): Omit<PartDraft, 'id'> {
  return {
    ...{ message: id, conversation: conversationId(conversation), sentAs },
    ...(notification !== undefined && { notification }),
  };
}

/** The bot's message, as a part keeps it. */
export function keptOf({ text, locale, channelData }: Activity): NonNullable<Part['original']> {
  return { ...(text && { text }), ...(locale && { locale }), ...(channelData && { channelData }) };
}
