import { conversationOf } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';
import { areTurnsTracked, currentScope } from '../core/turn.js';
import { conversationIn, userIn } from './stateKeys.js';

/**
 * The lease of the turn that reads or writes an item of the bot; `undefined` outside of turns. If turns are not
 * tracked, the key tells: a conversation's state belongs to the turn of its lane, and a user's state to the only turn
 * of that person. A key of another form starts the tracking of turns.
 */
export function leaseFor(key: string, leases: Leases): Lease | undefined {
  if (areTurnsTracked() || !isStateKey(key)) {
    const lease = currentScope()?.lease;
    // A lease of another store can have a lane with the same name.
    if (lease) return leases.of(lease.lane) === lease ? lease : undefined;
  }
  const byKey = leaseByKey(key, leases);
  return byKey?.isTracked ? undefined : byKey;
}

function isStateKey(key: string): boolean {
  return conversationIn(key) !== undefined || userIn(key) !== undefined;
}

function leaseByKey(key: string, leases: Leases): Lease | undefined {
  const lane = conversationIn(key);
  if (lane !== undefined) return leases.of(lane);
  const person = userIn(key);
  if (person === undefined) return undefined;
  const own = [...leases].filter((lease) => conversationOf(lease.lane)?.person === person);
  return own.length === 1 ? own[0] : undefined;
}
