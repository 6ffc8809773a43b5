import { createHash } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import { Keyv } from 'keyv';
import { ConfigurationError, StoreError } from '../../core/errors.js';
/** The prefix of our rows. Other programs may keep theirs in the same Keyv. */
const ours = 'bac/';
/** How many rows are read or written in one call. */
const mostRows = 500;
/**
 * How many rows are written at once if the store takes one row per call. Some stores then block the event loop until
 * each row is on the disk, so the loop runs between these portions, and the lease can be renewed.
 */
const mostSingleRows = 10;
/** How many error events are remembered that no call has rejected with. */
const mostEvents = 1000;
/**
 * A user's Keyv as a table of rows: texts under keys. Every failure rejects with StoreError and is never treated as
 * "nothing stored".
 */
export class Rows {
    /** Names the store in errors, without its address, which may hold a password. */
    place;
    #keyv;
    #readsMany;
    #writesMany;
    #deletesMany;
    /** The store's error events since it was last idle, without those that a call has rejected with. */
    #events = [];
    #calls = 0;
    constructor(given) {
        const { namespace } = given;
        if (namespace?.startsWith(ours)) {
            throw new ConfigurationError(`The namespace of the Keyv must not begin with ${ours}: give it another name.`);
        }
        // Our own Keyv over the same store, so that the user's default ttl does not apply to our rows.
        this.#keyv = new Keyv({
            store: given.store,
            namespace,
            useKeyPrefix: given.useKeyPrefix,
            serialize: given.serialize,
            deserialize: given.deserialize,
            compression: given.compression,
            throwOnErrors: true,
        });
        this.#keyv.on('error', (error) => {
            this.#events = [...this.#events.slice(-mostEvents), { error }];
        });
        this.#readsMany = typeof given.store.getMany === 'function';
        this.#writesMany = typeof given.store.setMany === 'function';
        this.#deletesMany = typeof given.store.deleteMany === 'function';
        const kind = given.store.constructor?.name ?? 'unknown';
        this.place = `Keyv (${kind}${namespace === undefined ? '' : `, namespace ${namespace}`})`;
    }
    async getMany(keys) {
        const found = [];
        for (const some of chunks(keys.map(rowKey), mostRows))
            found.push(...(await this.#call('read', () => this.#read(some))));
        return found;
    }
    async get(key) {
        const [text] = await this.getMany([key]);
        return text;
    }
    async set(key, text) {
        await this.#call('written', async () => mustBeTrue(await this.#keyv.set(rowKey(key), text)));
    }
    /** Not atomic: some rows may have been written if it rejects. */
    async setMany(rows) {
        for await (const some of portions(rows, this.#writesMany)) {
            const entries = some.map(([key, value]) => ({ key: rowKey(key), value }));
            await this.#call('written', async () => mustBeTrue(await this.#keyv.setMany(entries)));
        }
    }
    async deleteMany(keys) {
        // `false` only means that there was nothing to delete.
        for await (const some of portions(keys, this.#deletesMany)) {
            await this.#call('written', () => this.#keyv.deleteMany(some.map(rowKey)));
        }
    }
    /** If the store has no getMany, Keyv itself reads key by key and treats a failure as a missing value. */
    async #read(keys) {
        const values = this.#readsMany
            ? await this.#keyv.getMany(keys)
            : await Promise.all(keys.map((key) => this.#keyv.get(key)));
        return values.map((value) => {
            if (value === undefined || value === null)
                return undefined;
            if (typeof value === 'string')
                return value;
            throw new StoreError(`The store ${this.place} has a row that this program did not write.`);
        });
    }
    /**
     * Some stores swallow their errors and only emit an event. So a call has also failed if, during it, an event came
     * that no other call rejected with.
     */
    async #call(verb, work) {
        if (this.#calls === 0)
            this.#events = [];
        this.#calls += 1;
        const before = new Set(this.#events);
        try {
            const result = await work();
            const isNew = (event) => !before.has(event);
            // The call that caused the event may be about to reject with the same error.
            if (this.#events.some(isNew))
                await immediate();
            const event = this.#events.find(isNew);
            if (event)
                throw new StoreError(this.#failure(verb), { cause: event.error });
            return result;
        }
        catch (cause) {
            // Keyv emits some errors twice before it rejects with them.
            this.#events = this.#events.filter((event) => event.error !== cause || before.has(event));
            if (cause instanceof StoreError)
                throw cause;
            throw new StoreError(this.#failure(verb), { cause });
        }
        finally {
            this.#calls -= 1;
        }
    }
    #failure(verb) {
        return `The store ${this.place} could not be ${verb}.`;
    }
}
/**
 * The key as it is stored. A key that some stores would cut, fold or refuse (too long, capital letters, control
 * characters) is replaced by its hash.
 */
function rowKey(key) {
    if (/^[!-@[-~]{1,150}$/.test(key))
        return ours + key;
    return `${ours}#${createHash('sha256').update(key, 'utf16le').digest('hex')}`;
}
function mustBeTrue(answer) {
    const isRefused = Array.isArray(answer) ? answer.includes(false) : answer === false;
    if (isRefused)
        throw new Error('The store did not take the value.');
}
/** Splits rows into calls. If the store takes one row per call, the event loop runs between the portions. */
async function* portions(list, takesMany) {
    for (const some of chunks(list, takesMany ? mostRows : mostSingleRows)) {
        yield some;
        if (!takesMany)
            await immediate();
    }
}
function* chunks(list, size) {
    for (let start = 0; start < list.length; start += size)
        yield list.slice(start, start + size);
}
