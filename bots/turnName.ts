import type { Activity } from 'botbuilder';

/** A name for a message, the same each time it is delivered: the idempotency key of what its turn changes. */
export function turnName({ channelId, conversation, id, timestamp }: Activity): string {
  const at = timestamp === undefined ? '' : new Date(timestamp).getTime();
  return [channelId, conversation.id, id, at].join('/');
}
