import { setTimeout as wait } from 'node:timers/promises';
import type { Channel } from '../channel/channel.js';
import type { Activity } from '../core/activity.js';
import { type Conversation, conversationOf } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import type { Turn } from '../core/turn.js';
import { intentOf, withIntent } from '../templates/message.js';
import { activityIn, type HostContext, likeOriginal } from './context.js';
import { turnOf } from './turnOf.js';

/** Gets an event that the bot sends, such as `handoff.initiate`, and the conversation that it is sent in. */
export type OutgoingEventHandler = (activity: Activity, conversation: Conversation) => Promise<void> | void;

/**
 * Sends a bot's activity, by its type. Resolves with the sent message's id. Activities that WhatsApp has no counterpart
 * for are ignored and give an empty id, because bots are written for many channels.
 */
export async function sendActivity(
  context: HostContext,
  activity: Activity,
  channel: Pick<Channel<never>, 'send' | 'detachedTurn' | 'handOffEvent'>,
  onEvent: OutgoingEventHandler | undefined,
): Promise<string> {
  switch (activity.type) {
    case 'message': {
      const conversation = conversationIn(activity, context);
      return channel.send(activity, turnOf(context) ?? (await channel.detachedTurn(conversation)), conversation);
    }
    case 'delay':
      await wait(typeof activity.value === 'number' ? activity.value : 0);
      return '';
    case 'event':
    case 'endOfConversation': {
      const conversation = conversationIn(activity, context);
      await channel.handOffEvent(activity, turnOf(context), conversation);
      await onEvent?.(activity, conversation);
      return '';
    }
    default:
      return '';
  }
}

/**
 * Numbers the messages of a turn before anything else sees them. A message that is refused later counts too: if the
 * turn runs again and the window has closed in between, each message still gets the same number. The messages of a turn
 * that is for the open window alone are marked, too.
 */
export function numberMessages(context: HostContext, turn: Turn): void {
  context.onSendActivities(async (_, activities, next) => {
    for (const [at, given] of activities.entries()) {
      const activity = activityIn(given);
      if (activity.type !== 'message') continue;
      const id = turn.nextMessageId();
      const isRefused = turn.isForOpenWindow && saysNothingOfClosed(activity);
      activities[at] = likeOriginal(withIntent(activity, { id, ...(isRefused && { whenClosed: 'refuse' }) }), given);
    }
    return next();
  });
}

/** Whether the bot has left open what happens to the message while the window is closed. */
function saysNothingOfClosed(activity: Activity): boolean {
  const { template, outsideWindow, whenClosed } = intentOf(activity);
  return template === undefined && outsideWindow === undefined && whenClosed === undefined;
}

function conversationIn(activity: Activity, context: HostContext): Conversation {
  const conversation = conversationOf(activity.conversation?.id ?? activityIn(context.activity).conversation?.id ?? '');
  if (conversation) return conversation;
  throw new InvalidInputError(
    'conversation.id',
    'is no conversation of this channel: make one with adapter.reference(…)',
  );
}
