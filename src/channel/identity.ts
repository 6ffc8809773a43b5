import { isDeepStrictEqual } from 'node:util';
import { Lease } from '../core/lease.js';
import { Turn } from '../core/turn.js';
import { type Notification, notificationJson } from './notification.js';
import type { Reply } from './report.js';

interface Addressed {
  /** The conversation's id. */
  readonly conversation: string;
  readonly notification: Notification;
  /** What a human says besides. */
  readonly reply?: Reply;
}

/** Whether two notifications are the same, to the same person. How their numbers are spelt does not matter. */
export function isSame(one: Addressed, other: Addressed): boolean {
  return (
    one.conversation === other.conversation &&
    (one.reply === undefined) === (other.reply === undefined) &&
    isDeepStrictEqual(contentOf(one.notification), contentOf(other.notification)) &&
    isDeepStrictEqual(one.reply?.attachments, other.reply?.attachments)
  );
}

/** As JSON, because that is what a store gives back. */
function contentOf({ to, from, id, ...content }: Notification): unknown {
  return JSON.parse(JSON.stringify(notificationJson({ to: '', ...content })));
}

/**
 * Every notification is the first message of its own turn. Each attempt is a turn of its own, so that its parts are new
 * to the ledger. An id has no slash.
 */
export function causeOf(id: string, attempt: number): string {
  return attempt === 1 ? `n-${id}` : `n-${id}/${attempt}`;
}

export function messageIdOf(id: string, attempt: number): string {
  return new Turn(causeOf(id, attempt), new Lease({ lane: '' }), undefined).nextMessageId();
}
