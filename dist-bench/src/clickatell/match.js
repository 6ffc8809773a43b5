import { personIdOf } from '../core/person.js';
/**
 * The entry of an answer that belongs to each message, in the order of the messages; `undefined` if none certainly
 * does.
 *
 * The order of an answer is not promised, so it is ignored. An entry belongs to the message with its `clientMessageId`.
 * An entry without such an id belongs to the only remaining message with its `to`, and an entry without either to the
 * only remaining message, if the answer is complete. Ambiguous entries stay unmatched.
 */
export function matchAnswers(messages, entries) {
    const named = allById(messages, entries);
    if (named)
        return named;
    const matched = new Map();
    const open = () => messages.filter((message) => !matched.has(message));
    const nameless = entries.filter((entry) => !entry.clientMessageId);
    const byId = joinByName(open(), entries, ({ clientMessageId }) => clientMessageId);
    for (const [message, entry] of byId)
        matched.set(message, entry);
    const byRecipient = joinByName(open(), nameless, ({ to }) => to && personIdOf(to));
    for (const [message, entry] of byRecipient)
        matched.set(message, entry);
    const taken = new Set(matched.values());
    const left = entries.filter((entry) => !taken.has(entry));
    const [message, another] = open();
    const [entry] = left;
    const complete = entries.length === messages.length;
    if (complete && message && !another && entry && !entry.clientMessageId && !entry.to)
        matched.set(message, entry);
    return messages.map((each) => matched.get(each));
}
/** What nearly every answer looks like: an entry for each message, with its id. `undefined` for all other answers. */
function allById(messages, entries) {
    const byId = new Map(entries.map((entry) => [entry.clientMessageId, entry]));
    if (byId.size !== messages.length || entries.length !== messages.length)
        return undefined;
    const matched = [];
    for (const { clientMessageId } of messages) {
        const entry = clientMessageId ? byId.get(clientMessageId) : undefined;
        if (!entry)
            return undefined;
        matched.push(entry);
    }
    return new Set(matched).size === matched.length ? matched : undefined;
}
/** The pairs of a message and an entry that nobody else shares the name with. */
function joinByName(messages, entries, nameOf) {
    const loneMessages = aloneByName(messages, nameOf);
    return [...aloneByName(entries, nameOf)].flatMap(([name, entry]) => {
        const message = loneMessages.get(name);
        return message ? [[message, entry]] : [];
    });
}
function aloneByName(items, nameOf) {
    const alone = new Map();
    const seen = new Set();
    for (const item of items) {
        const name = nameOf(item);
        if (!name)
            continue;
        if (seen.has(name))
            alone.delete(name);
        else
            alone.set(name, item);
        seen.add(name);
    }
    return alone;
}
