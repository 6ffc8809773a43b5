import { conversationOf } from '../../core/conversation.js';
import { channelId } from '../../core/reference.js';
import { areTurnsTracked, currentScope } from '../../core/turn.js';
/** Bot Framework's keys of conversation state and private conversation state. */
const conversationKey = new RegExp(`^${channelId}/conversations/([^/]+)/`);
/** Bot Framework's keys of user state. */
const userKey = new RegExp(`^${channelId}/users/([^/]+)/$`);
/**
 * The lease of the turn that reads or writes an item of the bot; `undefined` outside of turns. If turns are not
 * tracked, the key tells: a conversation's state belongs to the turn of its lane, and a user's state to the only turn
 * of that person. A key of another form starts the tracking of turns.
 */
export function leaseFor(key, leases) {
    if (areTurnsTracked() || !isStateKey(key)) {
        const lease = currentScope()?.lease;
        // A lease of another store can have a lane with the same name.
        if (lease)
            return leases.of(lease.lane) === lease ? lease : undefined;
    }
    const byKey = leaseByKey(key, leases);
    return byKey?.isTracked ? undefined : byKey;
}
function isStateKey(key) {
    return conversationKey.test(key) || userKey.test(key);
}
function leaseByKey(key, leases) {
    const lane = conversationKey.exec(key)?.[1];
    if (lane !== undefined)
        return leases.of(lane);
    const person = userKey.exec(key)?.[1];
    if (person === undefined)
        return undefined;
    const own = [...leases].filter((lease) => conversationOf(lease.lane)?.person === person);
    return own.length === 1 ? own[0] : undefined;
}
