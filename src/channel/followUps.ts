import { hash, randomUUID } from 'node:crypto';
import { type Clock, leastEpochMs } from '../core/clock.js';
import { type Conversation, conversationId } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { Lanes } from '../store/lanes.js';
import { type Notification, notificationJson, parseNotification } from './notification.js';
import { ownPayload } from './payload.js';
import type { PendingFollowUps } from './pendingFollowUps.js';

/** A notification that is sent later. */
export interface FollowUp extends Notification {
  /** Identifies it, such as `T-42/all-well`. Another follow-up with the same key replaces it; `cancel` removes it. */
  readonly key: string;
  /** When to send it: epoch ms or a date. Give either `at` or `in`. */
  readonly at?: number | Date;
  /** In how many ms from now to send it. */
  readonly in?: number;
}

export interface FollowUpsDeps {
  readonly clock: Clock;
  readonly lanes: Pick<Lanes, 'schedule' | 'cancel'>;
  readonly pending: Pick<PendingFollowUps, 'add' | 'remove' | 'of' | 'removeWrites'>;
  /** Why the person's consent does not allow a notification; `undefined` if it does. */
  readonly denied: (conversation: Conversation, topic: string | undefined) => Promise<string | undefined>;
  /** A write that tells what became of a notification that will not be sent. */
  readonly droppedWrite: (notification: Notification, conversation: Conversation, reason: string) => Write;
  /**
   * The conversation that a notification belongs to. Rejects if it cannot be sent: its template, its person or its id is
   * wrong.
   */
  readonly check: (notification: Notification) => Promise<Conversation>;
}

/** Follow-ups: notifications that wait in the lanes' store until they are due, and are then sent in their lane. */
export class FollowUps {
  readonly #deps: FollowUpsDeps;

  constructor(deps: FollowUpsDeps) {
    this.#deps = deps;
  }

  /** Schedules a follow-up. @throws InvalidInputError that names the wrong field. */
  async schedule({ key, at, in: inMs, ...given }: FollowUp): Promise<{ id: string; dueAt: number }> {
    const { clock, lanes, pending, check } = this.#deps;
    if (key === '' || key.length > 256) throw new InvalidInputError('key', 'must be 1 to 256 characters long');
    const dueAt = dueTime(at, inMs, clock.now());
    const id = given.id ?? randomUUID();
    const notification = parseNotification({ ...notificationJson(given), id });
    const lane = conversationId(await check(notification));
    await pending.add(lane, { key, dueAt }, notificationJson(notification));
    await lanes.schedule({
      // Two follow-ups with one id are two items, so that the second is not taken for the first come again.
      id: `follow-up:${id}:${hash('sha256', key, 'base64url')}`,
      lane,
      key,
      dueAt,
      payload: ownPayload({ kind: 'follow-up', notification: notificationJson(notification) }),
    });
    return { id, dueAt };
  }

  /** Cancels a follow-up. Resolves with `false` if none waits under the key. */
  async cancel(key: string): Promise<boolean> {
    const { lanes, pending } = this.#deps;
    const isCancelled = await lanes.cancel(key);
    await pending.remove(key);
    return isCancelled;
  }

  /**
   * Cancels what is scheduled for a conversation and the person does not allow any more, in its lane. One that is due at
   * this moment finds in its report that it is not to be sent.
   */
  async dropDenied(conversation: Conversation, lease: Lease): Promise<void> {
    const { lanes, pending, denied, droppedWrite } = this.#deps;
    for (const { key, notification: json } of await pending.of(lease.lane)) {
      const notification = parseNotification(json);
      const reason = await denied(conversation, notification.topic);
      if (reason === undefined) continue;
      lease.stage(droppedWrite(notification, conversation, reason));
      for (const write of await pending.removeWrites(key)) lease.stage(write);
      await lanes.cancel(key);
    }
  }
}

const year = 365 * 24 * 60 * 60 * 1000;
const century = 100 * year;

function dueTime(at: number | Date | undefined, inMs: number | undefined, now: number): number {
  if ((at === undefined) === (inMs === undefined)) throw new InvalidInputError('at', 'give either `at` or `in`');
  const field = inMs === undefined ? 'at' : 'in';
  const given = inMs ?? (at instanceof Date ? at.getTime() : at);
  // Plain JavaScript can pass anything, and null counts as 0.
  if (typeof given !== 'number' || !Number.isFinite(given)) {
    throw new InvalidInputError(
      field,
      field === 'at' ? 'must be epoch milliseconds or a Date' : 'must be milliseconds',
    );
  }
  const time = inMs === undefined ? given : now + given;
  if (time < leastEpochMs) {
    const problem =
      inMs === undefined ? 'reads like seconds: give epoch milliseconds or a Date' : 'must not be negative';
    throw new InvalidInputError(field, problem);
  }
  // Somewhat late is fine: a program may have been down when it was due.
  if (time < now - year) throw new InvalidInputError(field, 'is more than a year past: give a time to come');
  if (time > now + century) throw new InvalidInputError(field, 'is more than a century away: give milliseconds');
  return time;
}
