import type { OfferedChoices } from '../choices/offered.js';
import { conversationId } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import { Turn } from '../core/turn.js';
import { toActivity, toWelcomeActivity } from '../inbound/activity.js';
import type { InboundMessage } from '../inbound/event.js';
import type { Ledger } from '../sending/ledger.js';
import type { WindowTracker } from '../window/tracker.js';
import type { TurnPort } from './port.js';
import { answerOf, takenChoice } from './taken.js';

export interface MessageDeps {
  readonly ledger: Ledger;
  /** Shows the person that their message was read, if that is wanted. Never rejects. */
  readonly markRead: (event: InboundMessage) => void;
  readonly tracker: WindowTracker;
  readonly offered: OfferedChoices;
  readonly port: Pick<TurnPort<never>, 'run'>;
}

/** Runs what a person sent as a turn: behind a welcome if they never wrote before, and with a chosen action resolved. */
export async function performMessage(
  event: InboundMessage,
  lease: Lease,
  { tracker, offered, ledger, markRead, port }: MessageDeps,
): Promise<void> {
  const conversation = conversationId(event);
  // Asked together: where they are promises, they are one trip to the store.
  const [reading, choosing] = [tracker.read(event), offered.read(conversation)];
  const isAsked = reading instanceof Promise || choosing instanceof Promise;
  const [window, choices = []] = isAsked ? await Promise.all([reading, choosing]) : [reading, choosing];
  const activity = toActivity(event);

  // Asked by the message's id, so that a turn that runs again after a crash is still the first contact.
  const isFirst = window?.firstMessageId === undefined || window.firstMessageId === event.messageId;
  let known = window;
  if (isFirst && activity.type === 'message') {
    // The welcome has the message's id and time: it is the person's writing that lets us answer.
    const welcome = { ...toWelcomeActivity(event), id: event.messageId };
    const turn = new Turn(`${event.messageId}-w`, lease, window);
    await port.run(welcome, turn);
    known = turn.window;
  }

  if (activity.replyToId !== undefined) activity.replyToId = await quotedId(activity.replyToId, event, ledger);
  markRead(event);
  const choice = takenChoice(event, choices, (id) => offered.kept(id));
  const taken = choice instanceof Promise ? await choice : choice;
  if (taken) Object.assign(activity, answerOf(taken));
  const turn = new Turn(event.messageId, lease, known);
  await port.run(activity, turn);
  // What was offered before this turn is not what the person will answer next, whether they took it or not; but who
  // reacts to a message has not answered it.
  const isOver = activity.type === 'message' && choices.length > 0 && !turn.hasOffered;
  if (isOver) lease.stage(offered.replaceWrite(conversation, []));
}

/** The id that the bot got when it sent the message: of a message in several parts, the first one's. */
async function quotedId(known: string, event: InboundMessage, ledger: Ledger): Promise<string> {
  const { relatedClientMessageId: clientMessageId, relatedMessageId = '' } = event;
  const part = await ledger.find({
    ...(clientMessageId !== undefined && { clientMessageId }),
    messageId: relatedMessageId,
  });
  if (!part) return known;
  return /\.\d+$/.test(part.id) ? part.message : part.id;
}
