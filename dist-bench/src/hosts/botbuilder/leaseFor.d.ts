import type { Lease } from '../../core/lease.js';
import type { Leases } from '../../core/leases.js';
/**
 * The lease of the turn that reads or writes an item of the bot; `undefined` outside of turns. If turns are not
 * tracked, the key tells: a conversation's state belongs to the turn of its lane, and a user's state to the only turn
 * of that person. A key of another form starts the tracking of turns.
 */
export declare function leaseFor(key: string, leases: Leases): Lease | undefined;
