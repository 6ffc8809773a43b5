import { setTimeout as wait } from 'node:timers/promises';
import { type Activity, INVOKE_RESPONSE_KEY, type TurnContext } from 'botbuilder';
import { choicesOf } from '../../choices/choices.js';
import type { OfferedChoices } from '../../choices/offered.js';
import { type Conversation, conversationId, conversationOf } from '../../core/conversation.js';
import { InvalidInputError } from '../../core/errors.js';
import { Turn, turnOf } from '../../core/turn.js';
import type { Sender } from '../../sending/send.js';
import { intentOf, withIntent } from '../../templates/message.js';
import type { WindowTracker } from '../../window/tracker.js';
import { rememberWindow, windowOf } from './middleware.js';

export type OutgoingEventHandler = (activity: Partial<Activity>, conversation: Conversation) => Promise<void> | void;

export interface OutgoingRooms {
  readonly sender: Sender;
  readonly tracker: WindowTracker;
  readonly offered: OfferedChoices;
}

/**
 * What a bot sends, by its type. Answers the sent message's id, or an empty one for what WhatsApp has no counterpart
 * of: those are passed over quietly, because bots are written for many channels.
 */
export async function sendActivity(
  context: TurnContext,
  activity: Partial<Activity>,
  rooms: OutgoingRooms,
  onEvent: OutgoingEventHandler | undefined,
): Promise<string> {
  switch (activity.type) {
    case 'message':
      return sendMessage(context, activity, rooms);
    case 'delay':
      await wait(typeof activity.value === 'number' ? activity.value : 0);
      return '';
    case 'invokeResponse':
      context.turnState.set(INVOKE_RESPONSE_KEY, activity);
      return '';
    case 'event':
    case 'endOfConversation':
      await onEvent?.(activity, conversationIn(activity, context));
      return '';
    default:
      return '';
  }
}

/**
 * Numbers the messages of a turn before anything else sees them: a message that is refused on its way counts too, so
 * that a turn that runs again, with the window closed in between, has the same number for the same message.
 */
export function numberMessages(context: TurnContext, turn: Turn): void {
  context.onSendActivities(async (_, activities, next) => {
    const numbered = activities.map((activity) =>
      activity.type === 'message' ? withIntent(activity, { id: turn.nextMessageId() }) : activity,
    );
    activities.splice(0, activities.length, ...numbered);
    return next();
  });
}

async function sendMessage(
  context: TurnContext,
  activity: Partial<Activity>,
  { sender, tracker, offered }: OutgoingRooms,
): Promise<string> {
  const conversation = conversationIn(activity, context);
  const lane = conversationId(conversation);
  const turn = turnOf(context) ?? new Turn(crypto.randomUUID());
  const isOwn = context.activity.conversation?.id === lane;
  const window = isOwn ? (windowOf(context) ?? (await tracker.read(conversation))) : await tracker.read(conversation);
  // What goes round the pipeline has no id yet.
  const id = intentOf(activity).id ?? turn.nextMessageId();
  const sent = await sender.send(activity, id, conversation, window);
  turn.sent.push(sent);
  if (isOwn && sent.window) rememberWindow(context, sent.window);
  const choices = sent.sentAs === 'template' ? [] : choicesOf(activity);
  if (choices.length > 0) {
    turn.hasOffered = true;
    await offered.replace(lane, choices);
  }
  return sent.parts[0] ?? '';
}

function conversationIn(activity: Partial<Activity>, context: TurnContext): Conversation {
  const conversation = conversationOf(activity.conversation?.id ?? context.activity.conversation?.id ?? '');
  if (conversation) return conversation;
  throw new InvalidInputError(
    'conversation.id',
    'is no conversation of this channel: make one with adapter.reference(…)',
  );
}
