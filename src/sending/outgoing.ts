import type { Need } from '../consent/record.js';
import type { Activity } from '../core/activity.js';
import { type Addressed, conversationId } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { Piece } from '../render/piece.js';
import type { BoundTemplate } from '../templates/bind.js';
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
  /** Why it is sent as a template, if that was decided. */
  readonly reason?: string;
  /** Whether it leaves while the window is open. */
  readonly isInside?: boolean;
  /** A template that must not leave if the person has written: then it rejects with `WindowOpened`. */
  readonly onlyIfClosed?: boolean;
  /** Parts of it have left free-form, and the rest is sent as a template. */
  readonly isRest?: boolean;
}

/** Keeps what is sent, and what is not, for the transcript of its conversation. */
export interface Transcriber {
  /**
   * Writes that keep a message that leaves as it is: the pieces that it is shown as, and whether each leaves in words
   * alone. Committed with its first part, right before that leaves.
   */
  textWrites(message: Outgoing, shown: readonly (readonly [piece: Piece, inWords: boolean])[]): readonly Write[];
  /** The same for a message that leaves as a template. `reason`: why it does, if it brought none itself. */
  templateWrites(message: Outgoing, bound: BoundTemplate, reason: string | undefined): readonly Write[];
  /** The same for a part that leaves in words, because the provider has refused its kind. */
  againWrites(part: PartDraft): readonly Write[];
  /** Keeps, with the turn's end, that a message has not left, and why. */
  notLeft(message: Outgoing, error: unknown): void;
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
