import { addressOf, personIdOf } from './person.js';
/** The pair as one string, for `conversation.id` and for keys. `conversationOf` parses it. */
export function conversationId({ business, person }) {
    return `${encodeURIComponent(business)}:${encodeURIComponent(person)}`;
}
/**
 * Parses an id from `conversationId`, also one that a program made of numbers in another spelling. Returns `undefined`
 * for an id that is not ours.
 */
export function conversationOf(id) {
    const [business, person, ...rest] = id.split(':');
    if (!business || !person || rest.length > 0)
        return undefined;
    try {
        return {
            business: addressOf(decodeURIComponent(business)),
            person: personIdOf(decodeURIComponent(person)),
        };
    }
    catch {
        return undefined;
    }
}
/** The last four characters of a person's id or number: logs and errors must not show more of it. */
export function lastFour(id) {
    return `…${id.slice(-4)}`;
}
