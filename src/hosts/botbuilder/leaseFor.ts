import { conversationOf } from '../../core/conversation.js';
import type { Lease } from '../../core/lease.js';
import type { Leases } from '../../core/leases.js';
import { channelId } from '../../core/reference.js';
import { areTurnsTracked, currentScope } from '../../core/turn.js';

/** Bot Framework's keys of a conversation's state, alone or of one of its users. */
const conversationKey = new RegExp(`^${channelId}/conversations/([^/]+)/`);
/** Its keys of a user's state. */
const userKey = new RegExp(`^${channelId}/users/([^/]+)/$`);

/**
 * The lease of the turn that reads or writes a bot's item; `undefined` outside of turns. If turns are not tracked, the
 * key tells: a conversation's state is read in the turn of its lane, and a person's in the one turn that they have. A
 * key of another form makes turns be tracked from now on.
 */
export function leaseFor(key: string, leases: Leases): Lease | undefined {
  if (areTurnsTracked() || !isStateKey(key)) {
    const lease = currentScope()?.lease;
    // A lease of another store can have a lane of the same name.
    if (lease) return leases.of(lease.lane) === lease ? lease : undefined;
  }
  const byKey = leaseByKey(key, leases);
  return byKey?.isTracked ? undefined : byKey;
}

function isStateKey(key: string): boolean {
  return conversationKey.test(key) || userKey.test(key);
}

function leaseByKey(key: string, leases: Leases): Lease | undefined {
  const lane = conversationKey.exec(key)?.[1];
  if (lane !== undefined) return leases.of(lane);
  const person = userKey.exec(key)?.[1];
  if (person === undefined) return undefined;
  const own = [...leases].filter((lease) => conversationOf(lease.lane)?.person === person);
  return own.length === 1 ? own[0] : undefined;
}
