import { toldRefusal } from '../clickatell/told.js';
import { type PartState, templateRefusal } from '../clickatell/verdict.js';
import { SendRefusedError, TemplatesRefusedError, type TriedTemplate } from '../core/errors.js';
import type { Sent } from '../core/turn.js';
import type { DecisionRecord } from '../decisions/record.js';
import type { DeskAttachment } from '../handoff/record.js';
import type { HeldReport } from '../holds/held.js';
import type { Part } from '../sending/ledger.js';
import { isGoingOn, nextTemplateReason } from '../sending/nextTemplate.js';
import { againId, fallbackId } from '../sending/partIds.js';
import type { DeskReply } from '../templates/message.js';
import { type ConversationType, conversationType } from '../window/decide.js';
import type { Notification } from './notification.js';
import { isRefusedLate, refusedReason, replacedReason } from './refusedLate.js';

/** All that there are. */
export const notificationStates = [
  ...(['accepted', 'waiting', 'sent', 'delivered'] as const),
  ...(['read', 'held', 'refused', 'failed'] as const),
] as const;

/** What has become of a notification. */
export type NotificationState = (typeof notificationStates)[number];

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
  /** The templates that were tried before `template`, or passed over, and why; if it failed, all that there are. */
  readonly tried?: readonly TriedTemplate[];
  /** What was decided about its message, from what, and why, in the order of time. */
  readonly decisions: readonly DecisionRecord[];
}

/** What a notification that a human says has besides. */
export interface Reply extends DeskReply {
  readonly attachments?: readonly DeskAttachment[];
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
  /** A human says it, from the desk. */
  readonly reply?: Reply;
  readonly sent?: Omit<Sent, 'id'>;
  readonly conversationType?: ConversationType;
  readonly reason?: string;
  readonly error?: NotificationReport['error'];
  readonly tried?: readonly TriedTemplate[];
}

const lateReason = 'It was given up, and statuses told afterwards that it had left.';

/** What a report says of a failure. The provider's own words stand in the log. */
export function failureOf(fault: Error): Pick<Stored, 'reason' | 'error' | 'tried'> {
  if (fault instanceof TemplatesRefusedError) {
    const { message: reason, tried } = fault;
    const isRefused = fault.http !== undefined || fault.code !== undefined;
    return { reason, tried, error: isRefused ? toldError(fault) : { description: fault.description } };
  }
  if (!(fault instanceof SendRefusedError)) return { reason: fault.message, error: { description: fault.message } };
  const error = toldError(fault);
  return { reason: new SendRefusedError(error.code, error.description).message, error };
}

function toldError({ code, description }: { code?: number | undefined; description: string }) {
  return { ...(code !== undefined && { code }), description: toldRefusal({ code, description }) };
}

function toldOf(unsettled: string | undefined, told: Part['error']): NotificationReport['error'] | undefined {
  return unsettled === undefined ? told && toldError(told) : { description: unsettled };
}

export function reportOf(stored: Stored, parts: readonly Part[]): Omit<NotificationReport, 'decisions'> {
  const { id, sent } = stored;
  const last = lastTry(stored.message, parts);
  const templatePart = last.findLast((part) => part.sentAs === 'template');
  const counted = templatePart ? [templatePart] : last;
  // The turn that was sending it, or the next of its chain, was set aside.
  const unsettled = counted.find((part) => part.unsettled)?.unsettled?.reason;
  const goingOn = templatePart && isGoingOn(templatePart) ? templatePart : undefined;
  const aside = unsettled ?? goingOn?.unreplaced;
  // Of a template that was refused afterwards, the next of its chain is about to leave.
  const isNotOver = goingOn !== undefined && aside === undefined;
  const failed = isNotOver ? undefined : counted.find((part) => part.state === 'failed');
  const waiting = stored.state === 'sent' ? counted.find((part) => part.state === 'waiting') : undefined;
  // The provider found the window closed although we did not. The template was sent afterwards, if there is one.
  const refused = sent && counted.find(isRefusedLate);
  const left = hasLeft(stored, counted);
  const isLate = left && stored.state === 'failed';
  const replaced = left && templatePart !== undefined && sent?.sentAs === 'text';
  const told = (refused ?? failed)?.error;
  const error = isLate ? undefined : (stored.error ?? toldOf(unsettled, told));
  const template = templatePart?.template;
  const tried = stored.tried ?? triedBefore(templatePart ?? last.find((part) => part.tried));
  const hasEnded = tried.some((each) => each.template === template && each.language === templatePart?.language);
  const isNext = sent?.sentAs === 'template' && templatePart !== undefined && !sent.parts.includes(templatePart.id);
  // Of what waited and was given up, the reason for that counts, and not the first one for waiting.
  const asDecided = (left ? sent?.reason : undefined) ?? stored.reason ?? 'Waits for its turn in the conversation.';
  return {
    id,
    state: left ? (isNotOver ? 'sent' : stateOf(counted)) : stored.state,
    sentAs: waiting ? null : templatePart ? 'template' : (sent?.sentAs ?? (left ? 'text' : null)),
    ...(template !== undefined && { template }),
    conversationType:
      replaced || refused
        ? conversationType('closed', stored.notification.topic)
        : (sent?.conversationType ?? stored.conversationType ?? null),
    reason: waiting
      ? (waiting.error?.description ?? 'Waits.')
      : left && aside !== undefined
        ? aside
        : left && failed && hasEnded
          ? new TemplatesRefusedError(tried).message
          : replaced
            ? replacedReason
            : isNext
              ? nextTemplateReason
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
    ...(tried.length > 0 && { tried }),
  };
}

/** What was tried before the part left; with the part itself, if the provider did not take it. */
function triedBefore(part: Part | undefined): readonly TriedTemplate[] {
  if (!part) return [];
  const { tried = [], template = '', language = '', state, error } = part;
  const isRefused = state === 'failed' && error !== undefined && templateRefusal(error) !== undefined;
  const isIn = tried.some((each) => each.template === template && each.language === language);
  return isRefused && !isIn ? [...tried, { template, language, reason: toldRefusal(error) }] : tried;
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
