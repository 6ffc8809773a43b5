import { StoreError } from '../../core/errors.js';
import { Applier } from './applier.js';
import { Cache } from './cache.js';
import { clearsKey, counts, Draft } from './draft.js';
import { encodeRow, Journal, slots } from './journal.js';
import { Reader } from './reader.js';
/** The length up to which a record grows. MySQL's TEXT, the smallest column of a known adapter, has 65,535 bytes. */
const recordLength = 24_000;
const cachedValues = 5000;
/**
 * Atomic transactions over a Keyv, which can only set one key at a time. Transactions run in the order of the calls.
 * Those that arrive while a record is being written are gathered into the next one, and are done when it is stored.
 * Their values are copied to their own rows a little later.
 */
export class KeyvEngine {
    #rows;
    #owner;
    #clock;
    #journal;
    #cache = new Cache(cachedValues);
    #reader;
    #applier;
    #queue = [];
    #listener;
    #recording;
    #number;
    #stamp;
    #isClosed = false;
    constructor(rows, owner, clock, listener, last) {
        this.#rows = rows;
        this.#owner = owner;
        this.#clock = clock;
        this.#listener = listener;
        this.#journal = new Journal(rows);
        this.#reader = new Reader(rows, this.#cache);
        this.#applier = new Applier(rows, owner, last.number);
        this.#number = last.number;
        this.#stamp = last.stamp;
    }
    /** Applies what an earlier process left in the journal. Must run before anything is read. */
    static async open(rows, owner, clock, listener) {
        const records = await new Journal(rows).read();
        const engine = new KeyvEngine(rows, owner, clock, listener, records.at(-1) ?? { number: 0, stamp: 0 });
        for (const { number, writes } of records) {
            engine.#applier.add(number, writes.map(([key, stored]) => {
                if (stored && stored.expires > 0)
                    listener.onExpiring(key, stored.expires);
                return [key, stored && encodeRow(stored, JSON.stringify(stored.value))];
            }));
        }
        try {
            await engine.#applier.flush();
            await engine.keep([clearsKey]);
        }
        catch (error) {
            engine.#applier.stop();
            throw error;
        }
        // If the previous owner is still writing a record, it is now too old to be applied.
        engine.#number += slots;
        engine.#applier.skipTo(engine.#number);
        return engine;
    }
    /** Reads the keys and keeps them in the cache from now on. */
    async keep(keys) {
        for (const key of keys)
            this.#cache.pin(key);
        await this.#reader.load(keys);
    }
    /** Not a promise if all values are in the cache. */
    read(keys) {
        this.#refuseIfClosed();
        const owned = this.#owner.ensure();
        const entries = keys.map((key) => this.#cache.find(key));
        if (owned || entries.some((entry) => entry === undefined))
            return this.#load(keys, owned);
        return keys.map((key, index) => this.#valueOf(key, entries[index]?.stored));
    }
    /**
     * Runs `work` with the values of the keys in the cache. Resolves with its result once all its writes are safe. If it
     * throws, nothing is written.
     */
    transact(keys, work) {
        return new Promise((resolve, reject) => {
            this.#refuseIfClosed();
            const run = (draft) => {
                const result = work(draft);
                return () => resolve(result);
            };
            const missing = keys.filter((key) => !this.#cache.pin(key).isKnown);
            const queued = { keys, isLoaded: missing.length === 0, run, reject };
            this.#queue.push(queued);
            if (missing.length === 0)
                this.#record();
            else
                void this.#loadFor(queued, missing);
        });
    }
    /** Finishes what is under way and gives the store back. */
    async close() {
        if (this.#isClosed)
            return;
        this.#isClosed = true;
        // Queued transactions are being written or wait for a read.
        while (this.#queue.length > 0 || this.#recording) {
            await (this.#recording ?? this.#reader.load([]).catch(() => { }));
        }
        this.#applier.stop();
        // Everything is in the journal, so the next process applies it if this fails.
        await this.#applier.flush().catch(() => { });
        await this.#owner.release().catch(() => { });
    }
    async #load(keys, owned) {
        const missing = keys.filter((key) => !this.#cache.pin(key).isKnown);
        try {
            await owned;
            if (missing.length > 0)
                await this.#reader.load(missing);
            return keys.map((key) => this.#valueOf(key, this.#cache.find(key)?.stored));
        }
        finally {
            this.#unpin(keys);
        }
    }
    async #loadFor(queued, missing) {
        try {
            await this.#reader.load(missing);
            queued.isLoaded = true;
        }
        catch (error) {
            this.#queue.splice(this.#queue.indexOf(queued), 1);
            this.#unpin(queued.keys);
            queued.reject(error);
        }
        this.#record();
    }
    #record() {
        if (this.#recording || !this.#queue[0]?.isLoaded)
            return;
        this.#recording = this.#writeRecords().finally(() => {
            this.#recording = undefined;
            this.#record();
        });
    }
    async #writeRecords() {
        // Calls of the same turn of the event loop share the first record.
        await undefined;
        while (this.#queue[0]?.isLoaded) {
            const { draft, ends } = this.#gather();
            try {
                if (draft.writes.size > 0)
                    await this.#store(draft);
            }
            catch (error) {
                // The next record takes the same number and slot, which replaces this one if it was stored after all.
                for (const { reject } of ends)
                    reject(error);
                continue;
            }
            for (const hook of draft.hooks)
                hook();
            for (const { resolve } of ends)
                resolve();
            for (const [key, { stored }] of draft.writes) {
                if (stored && stored.expires > 0)
                    this.#listener.onExpiring(key, stored.expires);
            }
            if (draft.writes.size > 0)
                this.#listener.onRecord();
        }
    }
    /** Runs transactions, in order, until a record is full. */
    #gather() {
        const draft = new Draft((key) => this.#stored(key), this.#clock, this.#stamp);
        const ends = [];
        while (this.#queue[0]?.isLoaded && draft.length < recordLength) {
            const queued = this.#queue.shift();
            if (!queued)
                break;
            const child = draft.child();
            try {
                const resolve = queued.run(child);
                draft.merge(child);
                ends.push({ resolve, reject: queued.reject });
            }
            catch (error) {
                queued.reject(error);
            }
            this.#unpin(queued.keys);
        }
        return { draft, ends };
    }
    async #store(draft) {
        await this.#owner.ensure();
        if (!this.#applier.hasRoom)
            await this.#applier.flush();
        await this.#journal.write(this.#number + 1, draft.stamp, draft.rows());
        this.#number += 1;
        this.#stamp = draft.stamp;
        for (const [key, { stored }] of draft.writes)
            this.#cache.write(key, stored);
        this.#applier.add(this.#number, draft.rows());
        this.#trim();
    }
    #stored(key) {
        const known = this.#cache.find(key);
        if (known)
            return known.stored;
        throw new Error('A transaction reads a key that it was not begun with.');
    }
    #valueOf(key, stored) {
        return stored && counts(key, stored, this.#cache.find(clearsKey)?.stored, this.#clock) ? stored.value : undefined;
    }
    #unpin(keys) {
        for (const key of keys)
            this.#cache.unpin(key);
        this.#trim();
    }
    #trim() {
        this.#cache.trim((key) => this.#applier.has(key));
    }
    #refuseIfClosed() {
        if (this.#isClosed)
            throw new StoreError(`The store ${this.#rows.place} is closed.`);
    }
}
