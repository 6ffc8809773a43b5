import { z } from 'zod';
import { DamagedValueError } from '../../core/errors.js';
import { laneItem } from '../mailbox.js';
const kept = z.object({ json: z.string(), error: z.string() });
export function itemJson({ id, lane, payload }) {
    return JSON.stringify({ id, lane, payload });
}
/** Adds items to a script's arguments: their number, then id, lane and JSON of each. */
export function itemArgs(items, args) {
    args.push(String(items.length));
    for (const item of items)
        args.push(item.id, item.lane, itemJson(item));
}
export function asideJson(item, error) {
    return JSON.stringify({ lane: item.lane, json: itemJson(item), error });
}
export function asideItem(text) {
    const { json, error } = parsed(kept, text);
    return { item: parsed(laneItem, json), error };
}
/** Reads a claim: lane, token, sequence, number of the try, JSON. */
export function claimOf(answer) {
    const lane = answer.text();
    const [token, sequence, tries] = [answer.text(), answer.text(), answer.number()];
    return { item: itemOf(lane, sequence, answer.text()), token, sequence, tries };
}
/** Reads claims, each of which follows a 1, up to a 0 or the end of the answer. */
export function claimsOf(answer) {
    const claims = [];
    while (!answer.isAtEnd && answer.number() === 1)
        claims.push(claimOf(answer));
    return claims;
}
/** Reads the answers for the items of one acceptance: a duplicate, new, or new and claimed by the caller. */
export function acceptedOf(items, answer) {
    const claims = [];
    const isNew = items.map((item) => {
        const token = answer.number();
        if (token > 0)
            claims.push({ item, token: String(token), sequence: String(token), tries: 1 });
        return token >= 0;
    });
    return { isNew, claims };
}
/**
 * An item that cannot be parsed gets no payload: its handler refuses it, and it becomes a dead letter like any other.
 */
function itemOf(lane, sequence, json) {
    try {
        return parsed(laneItem, json);
    }
    catch {
        return { id: `damaged ${sequence}`, lane, payload: null };
    }
}
function parsed(schema, text) {
    try {
        return schema.parse(JSON.parse(text));
    }
    catch (cause) {
        throw new DamagedValueError('A stored item is not what this program writes.', { cause });
    }
}
