import { partStates } from '../clickatell/verdict.js';
import { Table } from '../store/table.js';
import { fallbackId, firstId, nextTemplateId, partId, templateId } from './partIds.js';
const keptMs = 30 * 24 * 60 * 60 * 1000;
const mostEarly = 10;
/** How many answers of turns that are under way are remembered at most. */
const mostAnswered = 10_000;
/** Few messages have more parts. */
const partsAtOnce = 4;
/**
 * All outgoing parts. A part is written right before its request, at the turn's end and at each status. Kept 30 days.
 */
export class Ledger {
    #parts;
    #byApiId;
    #clock;
    #moved;
    /** Parts by the provider's id, as it has answered, until the store knows it: with the end of the turn. */
    #answered = new Map();
    /** `moved`: called once it is stored that the provider has taken a part, or what a status tells of it. */
    constructor(store, clock, moved) {
        this.#parts = new Table(store, 'parts', { ttlMs: keptMs });
        this.#byApiId = new Table(store, 'parts-by-api-id', { ttlMs: keptMs });
        this.#clock = clock;
        this.#moved = moved;
    }
    async get(id) {
        return this.#parts.read(id);
    }
    /** Like `get`, with the turn's staged writes applied. */
    getIn(lease, id) {
        return this.#parts.readIn(lease, id);
    }
    async getMany(ids) {
        const parts = await this.#parts.readMany(ids);
        return parts.filter((part) => part !== undefined);
    }
    /** The free-form parts of a message that have left or begun to, with the texts sent instead of them. */
    async partsOf(message) {
        const parts = [];
        for (let from = 0;; from += partsAtOnce) {
            const ids = Array.from({ length: partsAtOnce }, (_, at) => partId(message, from + at));
            const found = await this.getMany(ids.flatMap((id) => [id, fallbackId(id)]));
            parts.push(...found);
            if (!found.some(({ id }) => id === ids.at(-1)))
                return parts;
        }
    }
    /** The templates that have been tried for a message, in order, with the turn's staged writes applied if it is given. */
    async templatesOf(message, lease) {
        const read = (id) => (lease ? this.getIn(lease, id) : this.get(id));
        const [own, second] = await Promise.all([read(message), read(templateId(message))]);
        const first = second ?? own;
        if (first?.sentAs !== 'template')
            return [];
        const parts = [first];
        for (;;) {
            const next = await read(nextTemplateId(message, parts.length + 1));
            if (!next)
                return parts;
            parts.push(next);
        }
    }
    /** Finds a part by its own id or by the provider's. */
    async find({ clientMessageId, messageId, }) {
        const part = clientMessageId === undefined ? undefined : await this.get(clientMessageId);
        if (part)
            return part;
        const known = (await this.#byApiId.read(messageId))?.part ?? this.#answered.get(messageId);
        return known === undefined ? undefined : this.get(known);
    }
    /**
     * The part leaves now. If the part is there already, it may have left in an earlier run of the turn: then nothing is
     * written and `onFound` gets the part. With `again`, a part with an unknown outcome is written and leaves once more.
     */
    leavingWrite(draft, again, onFound) {
        const part = { ...draft, state: 'sending', at: this.#clock.now() };
        return this.#parts.change(draft.id, (current) => {
            // A status can arrive just when the wait for it has ended.
            const isHere = current?.state === 'waiting' || current?.isKeptBack;
            const leaves = isHere || (again && current && isOutcomeUnknown(current));
            const found = leaves ? undefined : current;
            onFound(found);
            const earlierApiIds = current?.earlierApiIds;
            return found ?? { ...part, ...(earlierApiIds && { earlierApiIds }) };
        });
    }
    /** The provider took the part. `onEarly` gets the status events that came before the provider's answer. */
    acceptedWrites(id, apiMessageId, onEarly) {
        this.#answered.set(apiMessageId, id);
        const [oldest] = this.#answered.keys();
        // Those of turns that were lost are never stored.
        if (oldest !== undefined && this.#answered.size > mostAnswered)
            this.#answered.delete(oldest);
        const accepted = (part) => {
            if (!part)
                return undefined;
            // What failed in the meantime was an earlier try.
            const { error, ...rest } = part;
            const isOther = part.state === 'failed' && isOfOtherTry(part, apiMessageId);
            const next = isOther ? { ...rest, state: 'accepted' } : advance(part, 'accepted');
            return { ...next, apiMessageId };
        };
        return [
            this.#moving(id, accepted, () => void this.#answered.delete(apiMessageId)),
            this.knownWrite(id, apiMessageId, onEarly),
        ];
    }
    /** The provider's id of a part became known, from its answer or from a status. `onEarly`: see `acceptedWrites`. */
    knownWrite(id, apiMessageId, onEarly) {
        let early = [];
        const index = (current) => {
            early = current?.early ?? [];
            return current?.part === id && early.length === 0 ? current : { part: id };
        };
        return this.#byApiId.change(apiMessageId, index, () => {
            if (early.length > 0)
                onEarly(early);
        });
    }
    /** `isKeptBack`: see `Part`. */
    failedWrite(id, error, isKeptBack = false) {
        return this.#parts.change(id, (part) => part && { ...advance(part, 'failed', error), ...(isKeptBack && { isKeptBack }) });
    }
    /** The part is not needed any more, if it still waits. */
    withdrawnWrite(id) {
        return this.#parts.change(id, (part) => (part?.state === 'waiting' ? undefined : part));
    }
    /** The message will not be sent any more, whatever is told of an earlier try. */
    droppedWrite(message) {
        return this.#parts.change(message, (part) => part && { ...part, isDropped: true });
    }
    /** Whether the message of a part will not be sent any more. */
    async isDropped({ message }) {
        return (await this.get(firstId(message)))?.isDropped === true;
    }
    /** No other template is left for the part's message. */
    triedWrite(id, tried) {
        return this.#parts.change(id, (part) => part && { ...part, tried });
    }
    /** The turn that was sending the part was set aside. Changes nothing of a part whose outcome is known. */
    unsettledWrite(id, reason) {
        return this.#parts.change(id, (part) => {
            if (part?.state !== 'sending' && part?.state !== 'unknown')
                return part;
            return { ...part, state: 'failed', unsettled: { from: part.state, reason } };
        });
    }
    /** The turn that was to send another template in the part's place was set aside. */
    unreplacedWrite(id, reason) {
        return this.#parts.change(id, (part) => part && { ...part, unreplaced: reason });
    }
    /** The part may or may not have left. `isAnswered`: there was an answer, a failure that does not tell. */
    unknownWrite(id, isAnswered) {
        return this.#parts.change(id, (part) => part && { ...advance(part, 'unknown'), ...(isAnswered && { isAnswered }) });
    }
    /**
     * The provider did not take the part, for a reason that is not the part's. It leaves later, under the same id. A part
     * that was taken and failed afterwards keeps the provider's id, because a repeated status must not count again.
     */
    waitingWrite(draft, error) {
        return this.#parts.change(draft.id, (current) => {
            if (current && !['waiting', 'sending', 'failed'].includes(current.state))
                return current;
            const { apiMessageId, earlierApiIds = [] } = current ?? {};
            const ids = [...earlierApiIds, ...(apiMessageId === undefined ? [] : [apiMessageId])];
            const { apiMessageId: _, unsettled: __, ...rest } = { ...draft, ...current };
            const part = { ...rest, state: 'waiting', at: this.#clock.now(), error };
            return { ...part, ...(ids.length > 0 && { earlierApiIds: ids }) };
        });
    }
    /** A status of the part with this id. */
    statusWrite(id, { state, error, messageId }) {
        return this.#moving(id, (part) => {
            if (!part || part.earlierApiIds?.includes(messageId))
                return part;
            if (state === 'failed' && isOfOtherTry(part, messageId))
                return part;
            const next = advance(part, state, error);
            if (next === part)
                return part;
            return arrived(next.apiMessageId ? next : { ...next, apiMessageId: messageId });
        });
    }
    /**
     * A status event with a provider's id that belongs to no part yet. It is kept until the provider's answer tells which
     * part it is. If that answer was stored in the meantime, nothing is kept and `onKnown` gets the part's id.
     */
    earlyWrite(messageId, event, onKnown) {
        const keep = (current) => {
            if (current?.part !== undefined)
                return current;
            return { early: [...(current?.early ?? []), event].slice(-mostEarly) };
        };
        return this.#byApiId.change(messageId, keep, (stored) => {
            if (stored?.part !== undefined)
                onKnown(stored.part);
        });
    }
    /** A change that tells what it has made of the part: the last time that it was evaluated counts. */
    #moving(id, change, onStored) {
        let [before, after] = [];
        const noted = (part) => {
            before = part;
            after = change(part);
            return after;
        };
        return this.#parts.change(id, noted, () => {
            onStored?.();
            if (after && after !== before)
                this.#moved?.(before, after);
        });
    }
    async write(writes) {
        await this.#parts.commit(writes);
    }
}
/** Whether it is unknown if the part left, because the process or the connection ended between request and answer. */
export function isOutcomeUnknown(part) {
    const state = knownState(part);
    return state === 'sending' || state === 'unknown';
}
/** The state that the part has by what is known of it, and not because its turn was set aside. */
export function knownState({ state, unsettled }) {
    return unsettled?.from ?? state;
}
/**
 * Whether a status with this id of the provider's is about another try of the part than the one that was taken: one
 * whose answer was lost, so that the part was sent again. Its failure says nothing of the part.
 */
export function isOfOtherTry({ apiMessageId }, messageId) {
    return apiMessageId !== undefined && apiMessageId !== messageId;
}
/** A message that has arrived whole is not sent in another way, so what it said need not be kept: it may hold files. */
function arrived(part) {
    if (part.partCount !== undefined || (part.state !== 'delivered' && part.state !== 'read'))
        return part;
    const { original: _, ...rest } = part;
    return rest;
}
/** The part in the new state, or the same object if the state is not newer. */
export function advance(part, state, error) {
    if (partStates.indexOf(state) <= partStates.indexOf(knownState(part)))
        return part;
    const { unsettled, ...rest } = part;
    return { ...(unsettled ? rest : part), state, ...(error && { error }) };
}
