import type { Need } from '../consent/record.js';
import type { Activity } from '../core/activity.js';
import { type Addressed, conversationId } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Piece } from '../render/piece.js';
import { intentOf } from '../templates/message.js';
import { isProactive, originalOf } from '../window/decide.js';
import type { Part, PartDraft } from './ledger.js';

/** A message to send. */
export interface Outgoing {
  readonly activity: Activity;
  /** Derived from the message's cause. The same id is the same message, which leaves once. */
  readonly id: string;
  readonly conversation: Addressed;
  readonly lease: Lease;
  /** The activity as free-form pieces. Called only if the message leaves free-form. */
  readonly pieces: () => readonly Piece[];
  /** The notification that it belongs to, by its id. */
  readonly notification?: string | undefined;
  /** The message has had its free-form try. Unless the person has written since, only a template may be sent now. */
  readonly wasFreeForm?: boolean;
  /** Whether it leaves while the window is open. */
  readonly isInside?: boolean;
  /** A template that must not leave if the person has written: then it rejects with `WindowOpened`. */
  readonly onlyIfClosed?: boolean;
}

/** What all parts of a message have in common. */
export function commonOf(message: Outgoing, sentAs: Part['sentAs']): Omit<PartDraft, 'id'> {
  const { id, conversation, notification, activity, isInside } = message;
  const { topic, desk } = intentOf(activity);
  return {
    ...{ message: id, conversation: conversationId(conversation), sentAs },
    ...(notification !== undefined && { notification }),
    ...(topic !== undefined && { topic }),
    ...(isProactive(activity) && { isProactive: true as const }),
    ...(desk && { desk }),
    ...(isInside && { isInside }),
  };
}

/** What the person must have allowed for the message to be sent; `undefined` for an answer. */
export function needOf({ activity }: Pick<Outgoing, 'activity'>): Need | undefined {
  return isProactive(activity) ? { topic: intentOf(activity).topic } : undefined;
}

/** Whether the message is no template of its own, so that it can leave as it is while the window is open. */
export function mayBeFreeForm({ activity }: Pick<Outgoing, 'activity'>): boolean {
  return intentOf(originalOf(activity) ?? activity).template === undefined;
}
