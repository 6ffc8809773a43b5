import { partStates } from '../clickatell/verdict.js';
import { leastEpochMs } from '../core/clock.js';
import { conversationOf } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import { fallbackId } from '../sending/partIds.js';
import { Counts } from './counts.js';
import { placeOf } from './place.js';
import { CostSum, costsBy } from './report.js';
const dayMs = 24 * 60 * 60 * 1000;
/** For how long counts are kept by default: a year, and the month that it is compared with. */
const keptByDefault = 400 * dayMs;
const longestKept = 3653 * dayMs;
/** What is wrong with `costsKeptMs`, as a sentence; `undefined` for nothing. */
export function costsFault(keptMs = keptByDefault) {
    if (Number.isFinite(keptMs) && keptMs >= dayMs && keptMs <= longestKept)
        return undefined;
    return 'costsKeptMs: must be a number of milliseconds, from one day to ten years.';
}
/** What was sent and what it cost, from what the ledger learns of parts. */
export class Accounts {
    #prices;
    #clock;
    #keptMs;
    #counts;
    #categories;
    constructor({ prices, templates, keptMs = keptByDefault, ...deps }) {
        this.#prices = prices;
        this.#keptMs = keptMs;
        this.#clock = deps.clock;
        this.#counts = new Counts({ ...deps, keptMs });
        this.#categories = new Map([...templates].map(({ name, category }) => [name, category]));
    }
    /** A part has come further. Counts it once as sent and once as delivered, however often its statuses come. */
    moved(before, part) {
        const sent = isTaken(part) && !isTaken(before);
        const delivered = isDelivered(part) && !isDelivered(before);
        if (!sent && !delivered)
            return;
        const conversation = conversationOf(part.conversation);
        if (!conversation)
            return;
        const { id, message, sentAs, template, topic, isInside = false } = part;
        const isText = sentAs === 'text';
        const isFirst = id === message || id === fallbackId(message);
        const kind = {
            number: conversation.business,
            place: placeOf(conversation.person, this.#prices?.prefixes),
            // A template that is no longer in the catalogue has no category that we know of.
            category: isText ? 'service' : (this.#categories.get(template ?? '') ?? 'utility'),
            ...(!isText && { template }),
            topic,
            isInside: isText || isInside,
        };
        this.#counts.add(kind, {
            sent: Number(sent),
            delivered: Number(delivered),
            whole: Number(delivered && isText && isFirst),
        });
    }
    /** @throws InvalidInputError that names the wrong field; StoreError. */
    async report({ since, until, by = 'category' } = {}) {
        const now = this.#clock.now();
        for (const [field, at] of Object.entries({ since, until }))
            checkTime(field, at);
        if (!costsBy.some((each) => each === by))
            throw new InvalidInputError('by', `must be one of ${costsBy.join(', ')}`);
        const from = since ?? monthOf(now);
        if (until !== undefined && from >= until)
            throw new InvalidInputError('until', 'must be after since');
        if (from > now)
            throw new InvalidInputError('since', 'is later than now');
        // Nothing is counted of days to come, nor kept of days long ago, and looking for it would take long.
        const last = beginningOf(Math.min((until ?? now + 1) - 1, now));
        const kept = beginningOf(now) - beginningOf(this.#keptMs);
        const first = Math.min(Math.max(beginningOf(from), kept), last);
        await this.#counts.flush();
        const sum = new CostSum(by, this.#prices, new Date(first).toISOString().slice(0, 10));
        const isByMonth = this.#prices?.free.some(({ perMonth }) => perMonth !== undefined) ?? false;
        for await (const day of this.#counts.of(isByMonth ? monthOf(first) : first, last))
            sum.add(day);
        return sum.report(first, last);
    }
    /** Adds what was counted to the store. */
    flush() {
        return this.#counts.flush();
    }
    /** Forgets what is not stored yet. */
    drop() {
        this.#counts.drop();
    }
}
function isTaken(part) {
    if (!part)
        return false;
    // Of what failed, the provider has an id if it had taken it.
    return part.state === 'failed' ? part.apiMessageId !== undefined : isFrom(part, 'accepted');
}
function isDelivered(part) {
    return part !== undefined && isFrom(part, 'delivered');
}
function isFrom({ state }, least) {
    return partStates.indexOf(state) >= partStates.indexOf(least);
}
function checkTime(field, at) {
    if (at === undefined)
        return;
    if (typeof at !== 'number' || !(at <= latestMs)) {
        throw new InvalidInputError(field, 'must be a time in epoch milliseconds, before the year 10000');
    }
    if (at >= leastEpochMs)
        return;
    throw new InvalidInputError(field, 'must be a time in epoch milliseconds; what is given reads like seconds');
}
/** The end of the year 9999. */
const latestMs = 253_402_300_799_999;
function beginningOf(at) {
    return Math.floor(at / dayMs) * dayMs;
}
/** The beginning of the month of a time. */
function monthOf(at) {
    const date = new Date(at);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}
