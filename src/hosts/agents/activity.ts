import type { ConversationReference } from '@microsoft/agents-activity';
import { Activity } from '@microsoft/agents-activity';
import type { Activity as OwnActivity, ConversationReference as OwnReference } from '../../core/activity.js';

/** The type of a reaction that was taken back, if the provider does not say which. The SDK refuses an empty one. */
export const unknownReaction = 'unknown';

/**
 * The SDK's activity of one of ours. Empty texts are left out where the SDK's own checks (`Activity.fromObject`, which
 * AgentApplication applies to every activity) refuse them.
 */
export function toActivity(activity: OwnActivity): Activity {
  const {
    type = 'message',
    conversation,
    relatesTo,
    reactionsAdded,
    reactionsRemoved,
    attachments,
    ...rest
  } = activity;
  return Object.assign(new Activity(type), {
    ...rest,
    ...(conversation && { conversation: withoutEmpty(conversation) }),
    ...(relatesTo && { relatesTo: toReference(relatesTo) }),
    ...(reactionsAdded && { reactionsAdded: reactionsAdded.map(named) }),
    ...(reactionsRemoved && { reactionsRemoved: reactionsRemoved.map(named) }),
    ...(attachments && { attachments: attachments.map(withoutEmpty) }),
  });
}

/** The SDK's reference of one of ours: it names our number `agent`. One of the SDK's stays as it is. */
export function toReference({ bot, conversation, ...rest }: OwnReference): ConversationReference {
  return { ...rest, ...(bot && { agent: bot }), conversation: withoutEmpty(conversation) };
}

function named({ type }: { readonly type: string }) {
  return { type: type || unknownReaction };
}

/** A copy without the fields that hold an empty text. */
function withoutEmpty<T extends object>(value: T): T {
  const kept = Object.entries(value).filter(([, each]) => each !== '');
  return Object.fromEntries(kept) as T;
}
