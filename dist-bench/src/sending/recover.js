import { setTimeout as wait } from 'node:timers/promises';
import { isOutcomeUnknown } from './ledger.js';
import { fallbackId } from './partIds.js';
const pollMs = 100;
/** How long to wait at least, in ms: the provider repeats a status that came while no process listened. */
const leastMs = 3000;
/** The part may have left in an earlier run of the turn. Only used inside `sending/`. */
export class AlreadyLeft extends Error {
    part;
    constructor(part) {
        super('The part has left before.');
        this.part = part;
    }
}
/**
 * Waits for a delivery status that settles the part's outcome, until `withinMs` after the part left, but at least for a
 * few seconds. Resolves with `undefined` if none came.
 */
export async function awaitOutcome({ id, at }, ledger, withinMs, clock) {
    const waitMs = Math.max(withinMs - Math.max(0, clock.now() - at), Math.min(withinMs, leastMs));
    for (let waited = 0;; waited += pollMs) {
        const part = await ledger.get(id);
        if (part && !isOutcomeUnknown(part))
            return part;
        if (waited >= waitMs)
            return undefined;
        await wait(Math.min(pollMs, waitMs - waited));
    }
}
/**
 * Waits until each part of a message has failed or arrived, at most `withinMs`. Resolves with the parts as they are
 * then.
 */
export async function awaitArrivals(message, ledger, withinMs) {
    for (let waited = 0;; waited += pollMs) {
        const parts = await ledger.partsOf(message);
        const isOver = (part) => part.state === 'failed' || part.state === 'waiting' || hasArrived(part);
        if (waited >= withinMs || parts.every(isOver))
            return parts;
        await wait(Math.min(pollMs, withinMs - waited));
    }
}
/** Whether the person's phone has the part. */
export function hasArrived({ state }) {
    return state === 'delivered' || state === 'read';
}
/** The part as an earlier run of the turn sent it: a kind may have been switched off, or on again, since. */
export function asBegun(draft, earlier) {
    if (!earlier)
        return draft;
    const { native: _, fallbackText: __, ...rest } = draft;
    const { native, fallbackText } = earlier;
    return { ...rest, ...(native && { native }), ...(fallbackText !== undefined && { fallbackText }) };
}
/** The parts with these ids, or their fallback texts, if all of them left. */
export async function partsThatLeft(ids, lease, ledger) {
    const parts = await Promise.all(ids.map((id) => partThatLeft([id], lease, ledger)));
    const whole = parts.filter((part) => part !== undefined);
    return whole.length > 0 && whole.length === ids.length ? whole : undefined;
}
/** The first of the parts with these ids, or of their fallback texts, that left. */
export async function partThatLeft(ids, lease, ledger) {
    const found = await Promise.all(ids.flatMap((id) => [id, fallbackId(id)]).map((id) => ledger.getIn(lease, id)));
    return found.find((part) => part && !['waiting', 'sending', 'unknown', 'failed'].includes(part.state));
}
