import { encodeRow } from './journal.js';
/**
 * The prefixes that were cleared, each with the stamp of the clearing. Older values under them count as deleted. Not
 * every Keyv can list its keys, so the values themselves stay.
 */
export const clearsKey = 'c';
/** Gathers writes on top of the stored values or of another draft. */
export class Draft {
    writes = new Map();
    hooks = [];
    /** The total length of its rows. */
    length = 0;
    stamp;
    #below;
    #clock;
    constructor(below, clock, stamp) {
        this.#below = below;
        this.#clock = clock;
        this.stamp = stamp;
    }
    /** A draft on top of this one; `merge` adds it. */
    child() {
        return new Draft((key) => this.find(key), this.#clock, this.stamp);
    }
    merge(child) {
        for (const [key, write] of child.writes)
            this.writes.set(key, write);
        this.hooks.push(...child.hooks);
        this.length += child.length;
        this.stamp = child.stamp;
    }
    /** The rows to be written; `undefined` for those to be deleted. */
    *rows() {
        for (const [key, { row }] of this.writes)
            yield [key, row];
    }
    /** The stored value, even if it has expired or was cleared. */
    find(key) {
        const own = this.writes.get(key);
        return own ? own.stored : this.#below(key);
    }
    get(key) {
        return this.#visible(key)?.value;
    }
    expiresOf(key) {
        return this.#visible(key)?.expires;
    }
    set(key, value, ttlMs) {
        this.stamp += 1;
        if (value === undefined) {
            this.writes.set(key, { stored: undefined, row: undefined });
            this.length += key.length;
            return;
        }
        const stored = { value, stamp: this.stamp, expires: ttlMs ? this.#clock.now() + ttlMs : 0 };
        const row = encodeRow(stored, JSON.stringify(value));
        this.writes.set(key, { stored, row });
        this.length += key.length + row.length;
    }
    clear(prefix) {
        const others = clearsIn(this.find(clearsKey)).filter(([earlier]) => !earlier.startsWith(prefix));
        this.set(clearsKey, [...others, [prefix, this.stamp]]);
    }
    onStored(hook) {
        this.hooks.push(hook);
    }
    #visible(key) {
        const stored = this.find(key);
        return stored && counts(key, stored, this.find(clearsKey), this.#clock) ? stored : undefined;
    }
}
/** Whether a value has neither expired nor been cleared. */
export function counts(key, stored, clears, clock) {
    if (stored.expires > 0 && stored.expires <= clock.now())
        return false;
    return !clearsIn(clears).some(([prefix, stamp]) => stored.stamp <= stamp && key.startsWith(prefix));
}
function clearsIn(stored) {
    const list = stored?.value;
    if (!Array.isArray(list))
        return [];
    return list.filter((each) => {
        return Array.isArray(each) && typeof each[0] === 'string' && typeof each[1] === 'number';
    });
}
