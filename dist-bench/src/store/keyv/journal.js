import { DamagedValueError } from '../../core/errors.js';
/** The text of a row: the value's JSON, its stamp and its expiry. */
export function encodeRow({ stamp, expires }, json) {
    return `[${stamp},${expires},${json}]`;
}
export function decodeRow(text, place) {
    return toStored(parse(text), place);
}
/** How many records can wait to be applied. */
export const slots = 32;
/**
 * The journal. A commit is first written here as one row, and then to its own rows. The journal has a fixed number of
 * slots that are used in turn: a slot is overwritten once its record has been applied, so nothing has to be deleted.
 * Opening the store applies all slots once more, in order, which changes nothing if they were applied before.
 */
export class Journal {
    #rows;
    constructor(rows) {
        this.#rows = rows;
    }
    /** Writes a record. `writes` are pairs of a key and its row's text, as JSON. */
    async write(number, stamp, writes) {
        const parts = Array.from(writes, ([key, row]) => `[${JSON.stringify(key)}${row === undefined ? '' : `,${row}`}]`);
        await this.#rows.set(slotKey(number), `[${number},${stamp},[${parts.join(',')}]]`);
    }
    /** The records in the slots, oldest first. */
    async read() {
        const texts = await this.#rows.getMany(Array.from({ length: slots }, (_, slot) => slotKey(slot)));
        const records = texts.flatMap((text) => (text === undefined ? [] : [this.#decode(text)]));
        const last = records.reduce((highest, { number }) => Math.max(highest, number), 0);
        // Older records have been applied: otherwise their slots would not have been used again.
        return records.filter(({ number }) => number > last - slots).sort((a, b) => a.number - b.number);
    }
    #decode(text) {
        const record = parse(text);
        if (!Array.isArray(record))
            throw damaged(this.#rows.place);
        const [number, stamp, writes] = record;
        if (typeof number !== 'number' || typeof stamp !== 'number' || !Array.isArray(writes)) {
            throw damaged(this.#rows.place);
        }
        return { number, stamp, writes: writes.map((write) => this.#decodeWrite(write)) };
    }
    #decodeWrite(write) {
        if (!Array.isArray(write))
            throw damaged(this.#rows.place);
        const [key, row] = write;
        if (typeof key !== 'string')
            throw damaged(this.#rows.place);
        return [key, row === undefined ? undefined : toStored(row, this.#rows.place)];
    }
}
function slotKey(number) {
    return `journal/${number % slots}`;
}
function toStored(row, place) {
    if (!Array.isArray(row))
        throw damaged(place);
    const [stamp, expires, value] = row;
    if (typeof stamp !== 'number' || typeof expires !== 'number' || value === undefined)
        throw damaged(place);
    return { value, stamp, expires };
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        // The caller reports it as damaged. The parser's message is dropped, because it may contain part of the text.
        return undefined;
    }
}
function damaged(place) {
    return new DamagedValueError(`The store ${place} has a row that this program did not write, or a damaged one.`);
}
