import type { OfferedChoices } from '../choices/offered.js';
import { conversationId } from '../core/conversation.js';
import { Turn } from '../core/turn.js';
import type { RunTurn } from '../hosts/botbuilder/run.js';
import { toActivity, toWelcomeActivity } from '../inbound/activity.js';
import type { InboundMessage } from '../inbound/event.js';
import type { Ledger } from '../sending/ledger.js';
import type { WindowTracker } from '../window/tracker.js';
import { answerOf, takenChoice } from './taken.js';

export interface MessageRooms {
  readonly ledger: Ledger;
  /** Shows the person that their message was read, where that is wanted. Never rejects. */
  readonly markRead: (event: InboundMessage) => void;
  readonly tracker: WindowTracker;
  readonly offered: OfferedChoices;
  readonly run: RunTurn;
}

/** What a person sent, as a turn: before it a welcome where they never wrote before, and a chosen action resolved. */
export async function performMessage(
  event: InboundMessage,
  { tracker, offered, ledger, markRead, run }: MessageRooms,
): Promise<void> {
  const conversation = conversationId(event);
  const [window, choices] = await Promise.all([tracker.read(event), offered.read(conversation)]);
  const activity = toActivity(event);

  // Asked by the message's id, so that a turn that runs again after a crash is still the first contact.
  const isFirst = window?.firstMessageId === undefined || window.firstMessageId === event.messageId;
  if (isFirst && activity.type === 'message') {
    // The welcome has the message's id and time: it is the person's writing that lets us answer.
    const welcome = { ...toWelcomeActivity(event), id: event.messageId };
    await run(welcome, new Turn(`${event.messageId}-w`));
  }

  if (activity.replyToId !== undefined) activity.replyToId = await quotedId(activity.replyToId, event, ledger);
  markRead(event);
  const choice = await takenChoice(event, choices, offered);
  if (choice) Object.assign(activity, answerOf(choice));
  const turn = new Turn(event.messageId);
  await run(activity, turn);
  // What was offered before this turn is not what the person will answer next, whether they took it or not; but who
  // reacts to a message has not answered it.
  const isOver = activity.type === 'message' && choices.length > 0 && !turn.hasOffered;
  if (isOver) await offered.replace(conversation, []);
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
