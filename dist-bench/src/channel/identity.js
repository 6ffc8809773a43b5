import { isDeepStrictEqual } from 'node:util';
import { Lease } from '../core/lease.js';
import { Turn } from '../core/turn.js';
import { notificationJson } from './notification.js';
/** Whether two notifications are the same, to the same person. How their numbers are spelt does not matter. */
export function isSame(one, other) {
    return (one.conversation === other.conversation &&
        isDeepStrictEqual(contentOf(one.notification), contentOf(other.notification)));
}
/** As JSON, because that is what a store gives back. */
function contentOf({ to, from, id, ...content }) {
    return JSON.parse(JSON.stringify(notificationJson({ to: '', ...content })));
}
/**
 * Every notification is the first message of its own turn. Each attempt is a turn of its own, so that its parts are new
 * to the ledger. An id has no slash.
 */
export function causeOf(id, attempt) {
    return attempt === 1 ? `n-${id}` : `n-${id}/${attempt}`;
}
export function messageIdOf(id, attempt) {
    return new Turn(causeOf(id, attempt), new Lease({ lane: '' }), undefined).nextMessageId();
}
