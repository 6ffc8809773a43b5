import { hash, randomUUID } from 'node:crypto';
import { leastEpochMs } from '../core/clock.js';
import { conversationId } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import { notificationJson, parseNotification } from './notification.js';
import { ownPayload } from './payload.js';
/** Follow-ups: notifications that wait in the lanes' store until they are due, and are then sent in their lane. */
export class FollowUps {
    #deps;
    constructor(deps) {
        this.#deps = deps;
    }
    /** Schedules a follow-up. @throws InvalidInputError that names the wrong field. */
    async schedule({ key, at, in: inMs, ...given }) {
        const { clock, lanes, pending, conversationFor, check } = this.#deps;
        if (key === '' || key.length > 256)
            throw new InvalidInputError('key', 'must be 1 to 256 characters long');
        const dueAt = dueTime(at, inMs, clock.now());
        const id = given.id ?? randomUUID();
        const notification = parseNotification({ ...notificationJson(given), id });
        await check(notification);
        const lane = conversationId(conversationFor(notification));
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
    async cancel(key) {
        const { lanes, pending } = this.#deps;
        const isCancelled = await lanes.cancel(key);
        await pending.remove(key);
        return isCancelled;
    }
    /**
     * Cancels what is scheduled for a conversation and the person does not allow any more, in its lane. One that is due at
     * this moment finds in its report that it is not to be sent.
     */
    async dropDenied(conversation, lease) {
        const { lanes, pending, denied, droppedWrite } = this.#deps;
        for (const { key, notification: json } of await pending.of(lease.lane)) {
            const notification = parseNotification(json);
            const reason = await denied(conversation, notification.topic);
            if (reason === undefined)
                continue;
            lease.stage(droppedWrite(notification, reason));
            for (const write of await pending.removeWrites(key))
                lease.stage(write);
            await lanes.cancel(key);
        }
    }
}
const year = 365 * 24 * 60 * 60 * 1000;
const century = 100 * year;
function dueTime(at, inMs, now) {
    if ((at === undefined) === (inMs === undefined))
        throw new InvalidInputError('at', 'give either `at` or `in`');
    const field = inMs === undefined ? 'at' : 'in';
    const given = inMs ?? (at instanceof Date ? at.getTime() : at);
    // Plain JavaScript can pass anything, and null counts as 0.
    if (typeof given !== 'number' || !Number.isFinite(given)) {
        throw new InvalidInputError(field, field === 'at' ? 'must be epoch milliseconds or a Date' : 'must be milliseconds');
    }
    const time = inMs === undefined ? given : now + given;
    if (time < leastEpochMs) {
        const problem = inMs === undefined ? 'reads like seconds: give epoch milliseconds or a Date' : 'must not be negative';
        throw new InvalidInputError(field, problem);
    }
    // Somewhat late is fine: a program may have been down when it was due.
    if (time < now - year)
        throw new InvalidInputError(field, 'is more than a year past: give a time to come');
    if (time > now + century)
        throw new InvalidInputError(field, 'is more than a century away: give milliseconds');
    return time;
}
