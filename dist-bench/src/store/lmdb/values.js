import { createHash } from 'node:crypto';
import { systemClock } from '../../core/clock.js';
import { DamagedValueError, StoreError } from '../../core/errors.js';
import { evaluate } from '../evaluate.js';
import { Overlay } from '../overlay.js';
/** How many values are checked for expiry with each value that is written. */
const sweptPerWrite = 2;
/**
 * Values in one database, as JSON. The time of expiry is stored as LMDB's version of the entry (0 for none). No other
 * process uses the store, so changes are evaluated here, on known values, and LMDB only writes.
 */
export class LmdbValues {
    #writer;
    #values;
    #overlay = new Overlay();
    #clock;
    #place;
    #close;
    #underWay = new Set();
    #owed = 0;
    #cursor;
    #closed;
    constructor(environment, writer, place, close, clock = systemClock) {
        this.#writer = writer;
        // Keys are stored as bytes, because LMDB-js's own encoding of strings loses some control characters.
        this.#values = environment.openDB({ name: 'json', encoding: 'string', keyEncoding: 'binary', useVersions: true });
        this.#place = place;
        this.#close = close;
        this.#clock = clock;
    }
    getMany(keys) {
        this.refuseIfClosed();
        return keys.map((key) => this.#read(key));
    }
    commit(writes) {
        return this.within(writes, (put) => this.#writer.write(put));
    }
    /** Commits the writes together with what else `write` puts into the transaction. */
    async within(writes, write) {
        this.refuseIfClosed();
        const staged = this.#stage(writes);
        const writing = write(staged.put);
        this.#underWay.add(writing);
        try {
            await writing;
        }
        catch (error) {
            staged.settle(false);
            throw error;
        }
        finally {
            this.#underWay.delete(writing);
        }
        staged.settle(true);
        for (const [index, { onStored }] of writes.entries())
            onStored?.(staged.stored[index]);
        return staged.stored;
    }
    async delete(keys) {
        const there = new Set(keys.filter((key) => this.getMany([key])[0] !== undefined));
        await this.commit([...there].map((key) => ({ key, value: undefined })));
        return there.size;
    }
    async clear(keyPrefix) {
        this.refuseIfClosed();
        await Promise.allSettled(this.#underWay);
        const beginning = Buffer.from(keyPrefix);
        await this.#writer.transaction(() => {
            for (const at of [...this.#values.getKeys(keyPrefix === '' ? {} : { start: beginning })]) {
                if (!at.subarray(0, beginning.length).equals(beginning))
                    break;
                this.#values.remove(at);
            }
        });
        this.#overlay.clear();
    }
    close() {
        this.#closed ??= Promise.allSettled(this.#underWay).then(this.#close);
        return this.#closed;
    }
    refuseIfClosed() {
        if (this.#closed)
            throw new StoreError(`The store ${this.#place} is closed.`);
    }
    #stage(writes) {
        const { stored, changed } = evaluate(writes, (key) => this.#read(key));
        const now = this.#clock.now();
        const puts = [];
        for (const [key, { value, ttlMs }] of changed) {
            const json = value === undefined ? undefined : JSON.stringify(value);
            const entry = { value, expires: ttlMs ? now + ttlMs : 0 };
            puts.push({ key, at: storedKey(key), json, entry });
            if (entry.expires > 0)
                this.#owed += sweptPerWrite;
        }
        for (const { key, entry } of puts)
            this.#overlay.begin(key, entry);
        return {
            stored,
            put: () => {
                for (const { at, json, entry } of puts) {
                    if (json === undefined)
                        this.#values.remove(at);
                    else
                        this.#values.put(at, json, entry.expires);
                }
                this.#sweep();
            },
            settle: (isWritten) => {
                for (const { key, json, entry } of puts) {
                    if (isWritten)
                        this.#overlay.done(key, entry, json?.length ?? 0);
                    else
                        this.#overlay.failed(key, entry);
                }
            },
        };
    }
    #read(key) {
        const known = this.#overlay.get(key);
        if (known)
            return this.#isOver(known.expires) ? undefined : known.value;
        const found = this.#values.getEntry(storedKey(key));
        if (!found) {
            // Also remember that there is no value.
            this.#overlay.done(key, { value: undefined, expires: 0 }, 0);
            return undefined;
        }
        const expires = found.version ?? 0;
        if (this.#isOver(expires))
            return undefined;
        const value = parse(found.value);
        this.#overlay.done(key, { value, expires }, found.value.length);
        return value;
    }
    #isOver(expires) {
        return expires > 0 && expires <= this.#clock.now();
    }
    /**
     * Deletes expired values. It cycles through all values, two for each that is written. So it keeps up with the writes,
     * however many come at once, needs no index, and does nothing while nothing is written.
     */
    #sweep() {
        const limit = this.#owed;
        if (limit === 0)
            return;
        this.#owed = 0;
        const start = this.#cursor;
        let count = 0;
        let last;
        // Continue at the key at which the last sweep ended.
        const more = limit + 1;
        for (const { key, version } of this.#values.getRange({ ...(start && { start }), limit: more, versions: true })) {
            count += 1;
            last = key;
            if (version !== undefined && this.#isOver(version))
                this.#values.remove(key, version);
        }
        this.#cursor = count < more ? undefined : last;
    }
}
function parse(json) {
    try {
        return JSON.parse(json);
    }
    catch (cause) {
        throw new DamagedValueError('A stored value is not what this program wrote: the store is damaged or shared.', {
            cause,
        });
    }
}
/** In bytes. LMDB takes keys of up to 1978. */
const readableBytes = 1024;
/** The key as it is stored in LMDB. A long key is cut and a hash of the whole key is added. */
function storedKey(key) {
    const bytes = Buffer.from(key);
    if (bytes.length <= readableBytes)
        return bytes;
    // Longer than any key that is stored as it is, so the two cannot be confused.
    return Buffer.concat([bytes.subarray(0, readableBytes), createHash('sha256').update(bytes).digest()]);
}
