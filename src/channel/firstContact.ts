import type { WindowRecord } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import { Turn } from '../core/turn.js';
import { channelDataOf, toWelcomeActivity } from '../inbound/activity.js';
import { type InboundMessage, opensWindow } from '../inbound/event.js';
import type { TurnPort } from './port.js';

const firstContacts = ['welcome', 'message', 'both'] as const;

/**
 * Which turns a person's first message starts.
 *
 * - `welcome`: a welcome turn, and then one with the message. If the welcome begins a dialog, it is alone: "Hi" is no answer
 *   to what the dialog has asked.
 * - `message`: one with the message, and no welcome.
 * - `both`: a welcome turn and one with the message in any case.
 */
export type FirstContact = (typeof firstContacts)[number];

/** What is wrong with the option, as a sentence; `undefined` for nothing. */
export function firstContactFault(given: unknown): string | undefined {
  if (given === undefined || firstContacts.some((each) => each === given)) return undefined;
  return 'firstContact: must be "welcome", "message" or "both".';
}

/** Compares the message's id, so that it is still the first contact if the turn runs again after a crash. */
export function isFirstContact(event: InboundMessage, window: WindowRecord | undefined): boolean {
  const isFirst = window?.firstMessageId === undefined || window.firstMessageId === event.messageId;
  return isFirst && opensWindow(event);
}

/** Runs the welcome turn. It has the message's id, time and `channelData`, because it answers this message. */
export async function welcome(
  event: InboundMessage,
  lease: Lease,
  { window, outbox }: { readonly window: WindowRecord | undefined; readonly outbox: number },
  port: Pick<TurnPort<never>, 'run'>,
): Promise<Turn> {
  const activity = { ...toWelcomeActivity(event), id: event.messageId, channelData: channelDataOf(event) };
  const turn = new Turn(`${event.messageId}-w`, lease, window);
  turn.outbox = outbox;
  turn.isAnswer = true;
  await port.run(activity, turn);
  return turn;
}

/**
 * Whether a message just opens the conversation: words that answer nothing of ours. A tap, a quote, a file or a place may
 * say something that the person would not say again.
 */
export function isOpening(event: InboundMessage): boolean {
  const { kind, relatedMessageId, relatedClientMessageId, editedMessageId } = event;
  return kind === 'text' && (relatedMessageId ?? relatedClientMessageId ?? editedMessageId) === undefined;
}
