import { toldRefusal } from '../clickatell/told.js';
import type { PartState } from '../clickatell/verdict.js';
import { SendRefusedError } from '../core/errors.js';
import type { Sent } from '../core/turn.js';
import type { DecisionRecord } from '../decisions/record.js';
import type { HeldReport } from '../holds/held.js';
import type { Part } from '../sending/ledger.js';
import { againId, fallbackId } from '../sending/partIds.js';
import { type ConversationType, conversationType } from '../window/decide.js';
import type { Notification } from './notification.js';
import { isRefusedLate, refusedReason, replacedReason } from './refusedLate.js';

export type NotificationState = 'accepted' | 'waiting' | 'sent' | 'delivered' | 'read' | 'held' | 'refused' | 'failed';

/** The current state of a notification. */
export interface NotificationReport {
  readonly id: string;
  readonly state: NotificationState;
  readonly sentAs: 'text' | 'template' | null;
  readonly template?: string;
  readonly conversationType: ConversationType | null;
  /** Why it was sent in this way, or was not sent. */
  readonly reason: string;
  readonly messages: readonly { clientMessageId: string; apiMessageId?: string; state: PartState }[];
  /** Since when it is held and until when, in epoch ms, and its place among those held for the person, from 1. */
  readonly held?: Pick<HeldReport, 'since' | 'until' | 'position'>;
  readonly error?: { readonly code?: number; readonly description: string };
  /** What was decided about its message, from what, and why, in the order of time. */
  readonly decisions: readonly DecisionRecord[];
}

/** A stored notification: what was asked for, and how it left. The outcomes of its parts are in the ledger. */
export interface Stored {
  readonly id: string;
  readonly conversation: string;
  readonly notification: Notification;
  readonly state: 'accepted' | 'held' | 'sent' | 'refused' | 'failed';
  readonly at: number;
  /** When it was asked for first, if it was asked for again. */
  readonly firstAt?: number;
  /** The id of its message. */
  readonly message: string;
  /** The id of its item in the lane. */
  readonly item: string;
  /** Counts from 1: how often it was asked for again after it had failed. */
  readonly attempt: number;
  /** It failed, and whether the provider accepted it is not known. */
  readonly isUncertain?: boolean;
  /** It failed because its item became a dead letter. Repeating that sends it. */
  readonly isAside?: boolean;
  readonly sent?: Omit<Sent, 'id'>;
  readonly conversationType?: ConversationType;
  readonly reason?: string;
  readonly error?: NotificationReport['error'];
}

const lateReason = 'It was given up, and statuses told afterwards that it had left.';

/** What a report says of a failure. The provider's own words stand in the log. */
export function failureOf(fault: Error): Pick<Stored, 'reason' | 'error'> {
  if (!(fault instanceof SendRefusedError)) return { reason: fault.message, error: { description: fault.message } };
  const error = toldError(fault);
  return { reason: new SendRefusedError(error.code, error.description).message, error };
}

function toldError({ code, description }: { code?: number | undefined; description: string }) {
  return { ...(code !== undefined && { code }), description: toldRefusal({ code, description }) };
}

export function reportOf(stored: Stored, parts: readonly Part[]): Omit<NotificationReport, 'decisions'> {
  const { id, sent } = stored;
  const last = lastTry(stored.message, parts);
  const templatePart = last.find((part) => part.sentAs === 'template');
  const counted = templatePart ? [templatePart] : last;
  const failed = counted.find((part) => part.state === 'failed');
  // Its turn was set aside, which our own words say.
  const unsettled = counted.find((part) => part.unsettled)?.error;
  const waiting = stored.state === 'sent' ? counted.find((part) => part.state === 'waiting') : undefined;
  // The provider found the window closed although we did not. The template was sent afterwards, if there is one.
  const refused = sent && counted.find(isRefusedLate);
  const left = hasLeft(stored, counted);
  const isLate = left && stored.state === 'failed';
  const replaced = left && templatePart !== undefined && sent?.sentAs === 'text';
  const told = (refused ?? failed)?.error;
  const error = isLate ? undefined : (stored.error ?? unsettled ?? (told && toldError(told)));
  const template = templatePart?.template;
  // Of what waited and was given up, the reason for that counts, and not the first one for waiting.
  const asDecided = (left ? sent?.reason : undefined) ?? stored.reason ?? 'Waits for its turn in the conversation.';
  return {
    id,
    state: left ? stateOf(counted) : stored.state,
    sentAs: waiting ? null : templatePart ? 'template' : (sent?.sentAs ?? (left ? 'text' : null)),
    ...(template !== undefined && { template }),
    conversationType:
      replaced || refused
        ? conversationType('closed', stored.notification.topic)
        : (sent?.conversationType ?? stored.conversationType ?? null),
    reason: waiting
      ? (waiting.error?.description ?? 'Waits.')
      : left && unsettled
        ? unsettled.description
        : replaced
          ? replacedReason
          : refused
            ? refusedReason(stored.notification)
            : isLate
              ? lateReason
              : asDecided,
    messages: parts.map(({ id: clientMessageId, apiMessageId, state }) => ({
      clientMessageId,
      ...(apiMessageId !== undefined && { apiMessageId }),
      state,
    })),
    ...(error && { error }),
  };
}

/** The parts of the message as it was sent last, if it was sent more than once. */
function lastTry(message: string, parts: readonly Part[]): readonly Part[] {
  const again = parts.filter(({ id }) => id === againId(message) || id.startsWith(`${againId(message)}.`));
  return again.length > 0 ? lastTry(againId(message), again) : parts;
}

/** Leaves out the parts that were sent again as their fallback text. */
export function withoutReplaced(parts: readonly Part[]): Part[] {
  const ids = new Set(parts.map(({ id }) => id));
  return parts.filter(({ id }) => !ids.has(fallbackId(id)));
}

/** Also true for a message that failed before its end was known, if statuses tell that all of its parts have left. */
function hasLeft({ state }: Stored, parts: readonly Part[]): boolean {
  if (state !== 'failed') return state === 'sent';
  const count = parts.find(({ partCount }) => partCount !== undefined)?.partCount ?? 1;
  return parts.length >= count && parts.every((part) => ['sent', 'delivered', 'read'].includes(part.state));
}

/** A notification's state is that of its part that has come least far. */
function stateOf(parts: readonly Part[]): NotificationState {
  const states = new Set(parts.map((part) => part.state));
  if (states.has('failed')) return 'failed';
  if (states.has('waiting')) return 'waiting';
  if (states.has('sending') || states.has('unknown')) return 'accepted';
  if (states.has('accepted') || states.has('sent') || parts.length === 0) return 'sent';
  return states.has('delivered') ? 'delivered' : 'read';
}
