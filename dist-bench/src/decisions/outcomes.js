import { toldRefusal } from '../clickatell/told.js';
import { firstId } from '../sending/partIds.js';
import { kindOf } from './packed.js';
const sentAs = { 'free-form': 'text', template: 'template', hold: undefined, refuse: undefined };
/**
 * Finds what became of messages: their parts in the ledger, how those ended that were held and never sent, and what was
 * decided about them later.
 */
export class Outcomes {
    #ledger;
    /** By the id of the message. */
    #heldEnds;
    constructor(ledger, heldEnds) {
        this.#ledger = ledger;
        this.#heldEnds = heldEnds;
    }
    /** For each record, in the same order. The records are in the order of time. */
    async of(records) {
        const messages = [...new Set(records.map(({ m }) => m))];
        const parts = new Map(await Promise.all(messages.map(async (id) => [id, await this.#partsOf(id)])));
        const held = records.filter((record) => kindOf(record) === 'hold').map(({ m }) => firstId(m));
        const read = await this.#heldEnds.readMany(held);
        const ends = new Map(held.map((id, index) => [id, read[index]]));
        const later = new Map();
        return records
            .toReversed()
            .map((record) => {
            const message = firstId(record.m);
            const again = later.get(message);
            later.set(message, record.t);
            const wanted = sentAs[kindOf(record)];
            const own = (parts.get(record.m) ?? []).filter((part) => part.sentAs === wanted);
            const tried = own.at(-1)?.tried;
            const end = kindOf(record) === 'hold' && again === undefined ? ends.get(message) : undefined;
            return {
                parts: own.map(outcomeOf),
                ...(tried && tried.length > 0 && { tried }),
                ...(again !== undefined && { decidedAgainAt: again }),
                // One from before belongs to an earlier time that it was held.
                ...(end && end.at >= record.t && { ended: end }),
            };
        })
            .reverse();
    }
    async #partsOf(message) {
        const [freeForm, templates] = await Promise.all([this.#ledger.partsOf(message), this.#ledger.templatesOf(message)]);
        return [...freeForm.filter(({ sentAs }) => sentAs === 'text'), ...templates];
    }
}
function outcomeOf({ id, sentAs, template, state, at, apiMessageId, error }) {
    // Why a part waits is said in our words, unless a status has said it.
    const isOurs = state === 'waiting' && error?.code === undefined;
    return {
        clientMessageId: id,
        sentAs,
        ...(template !== undefined && { template }),
        state,
        at,
        ...(apiMessageId !== undefined && { apiMessageId }),
        ...(error?.code !== undefined && { code: error.code }),
        ...(error && { description: isOurs ? error.description : toldRefusal(error) }),
    };
}
