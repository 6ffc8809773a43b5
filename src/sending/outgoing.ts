import type { Activity } from '../core/activity.js';
import { type Conversation, conversationId } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Piece } from '../render/piece.js';
import type { Part, PartDraft } from './ledger.js';

/** A message to send. */
export interface Outgoing {
  readonly activity: Activity;
  /** Derived from the message's cause. The same id is the same message, which leaves once. */
  readonly id: string;
  readonly conversation: Conversation;
  readonly lease: Lease;
  /** The activity as free-form pieces. Called only if the message leaves free-form. */
  readonly pieces: () => readonly Piece[];
  /** The notification that it belongs to, by its id. */
  readonly notification?: string | undefined;
  /** The message has had its free-form try. Only the template in its place may be sent now. */
  readonly wasFreeForm?: boolean;
}

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
