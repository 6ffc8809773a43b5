import { Keyv } from 'keyv';
import { prefixOf } from './table.js';
/**
 * A Keyv with one more method, `update`: an atomic change.
 *
 * Values are JSON. Every method rejects with StoreError if the store fails; a failure is never treated as "nothing
 * stored". No 'error' events are emitted.
 *
 * ```ts
 * const counts = store.keyv<number>('counts');
 * await counts.update('visits', (count = 0) => count + 1);
 * ```
 */
export class AtomicKeyv extends Keyv {
    /** For the library itself. Not for programs: it changes without notice. */
    engine;
    #values;
    #prefix;
    constructor(engine, { namespace, ttlMs }) {
        const prefix = prefixOf(namespace);
        super({
            store: adapterOver(engine.values, prefix),
            namespace,
            // Keyv omits its prefix if a key happens to start with it already; ours is always added.
            useKeyPrefix: false,
            ttl: ttlMs,
            throwOnErrors: true,
            emitErrors: false,
            serialize: undefined,
            deserialize: undefined,
        });
        this.engine = engine;
        this.#values = engine.values;
        this.#prefix = prefix;
    }
    /**
     * Reads, changes and writes a value in one step. `change` may run again if another writer was faster, so it must be
     * pure. If it returns `undefined`, the value is deleted. If it returns the same object reference that it was given,
     * nothing is written. Resolves with the value afterwards. If `change` throws, nothing is written and `update` rejects
     * with that error.
     *
     * `ttlMs`: how long the new value is kept, in ms; for clean-up only. 0 is for ever; the default is the namespace's.
     */
    async update(key, change, ttlMs) {
        // The caller declares the type of the namespace's values, as with Keyv itself.
        let returned;
        const onCopy = (current) => {
            const copy = copyOf(current);
            const next = change(copy);
            returned = next;
            return next === copy ? current : copyOf(next);
        };
        await this.#values.commit([{ key: this.#prefix + key, change: onCopy, ttlMs: (ttlMs ?? this.ttl) || undefined }]);
        return copyOf(returned);
    }
}
/** Values of a store are shared inside the library; programs get copies. */
function copyOf(value) {
    return typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value;
}
/** A Keyv store adapter for one namespace. The store handles expiry, so Keyv's own is not used. */
function adapterOver(values, prefix) {
    async function getMany(keys) {
        if (keys.length === 0)
            return [];
        const found = await values.getMany(keys.map((key) => prefix + key));
        return found.map((value) => (value === undefined ? undefined : { value: copyOf(value) }));
    }
    async function deleteMany(keys) {
        return keys.length === 0 || (await values.delete(keys.map((key) => prefix + key))) === new Set(keys).size;
    }
    return {
        getMany,
        get: async (key) => (await getMany([key]))[0],
        set: async (key, { value }, ttlMs) => {
            await values.commit([{ key: prefix + key, value: copyOf(value), ttlMs }]);
        },
        delete: (key) => deleteMany([key]),
        deleteMany,
        clear: () => values.clear(prefix),
    };
}
