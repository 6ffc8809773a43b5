import { conversationId } from '../conversation.js';
import { toActivity, toWelcomeActivity } from '../inbound/activity.js';
import type { InboundMessage } from '../inbound/event.js';
import { resolveChoice } from '../outbound/choices.js';
import type { OfferedChoices } from '../outbound/offered.js';
import type { WindowTracker } from '../window/tracker.js';
import type { RunTurn } from './run.js';
import { Turn } from './turn.js';

export interface MessageRooms {
  readonly tracker: WindowTracker;
  readonly offered: OfferedChoices;
  readonly run: RunTurn;
}

/** What a person wrote, as a turn: before it a welcome where they never wrote before, and a chosen action resolved. */
export async function performMessage(event: InboundMessage, { tracker, offered, run }: MessageRooms): Promise<void> {
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

  const choice = event.kind === 'text' ? resolveChoice(event.text, choices) : undefined;
  if (choice) {
    activity.text = choice.type === 'imBack' && typeof choice.value === 'string' ? choice.value : choice.title;
    activity.value = choice.value;
  }
  const turn = new Turn(event.messageId);
  await run(activity, turn);
  // What was offered before this turn is not what the person will answer next, whether they took it or not.
  if (choices.length > 0 && !turn.hasOffered) await offered.replace(conversation, []);
}
