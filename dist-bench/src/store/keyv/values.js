import { evaluate } from '../evaluate.js';
const prefix = 'v/';
/** Values over a user's Keyv, which no other process uses. */
export class KeyvValues {
    #engine;
    constructor(engine) {
        this.#engine = engine;
    }
    getMany(keys) {
        return this.#engine.read(keys.map(valueKey));
    }
    commit(writes) {
        return this.#engine.transact(keysToRead(writes), (transaction) => stage(transaction, writes));
    }
    delete(keys) {
        const all = [...new Set(keys.map(valueKey))];
        return this.#engine.transact(all, (transaction) => {
            const there = all.filter((key) => transaction.get(key) !== undefined);
            for (const key of there)
                transaction.set(key, undefined);
            return there.length;
        });
    }
    clear(keyPrefix) {
        return this.#engine.transact([], (transaction) => transaction.clear(valueKey(keyPrefix)));
    }
    close() {
        return this.#engine.close();
    }
}
/** The keys with which a transaction for these writes must be started. */
export function keysToRead(writes) {
    return writes.flatMap((write) => ('change' in write ? [valueKey(write.key)] : []));
}
/** Adds the writes to a transaction. Returns the value under the key of each afterwards. */
export function stage(transaction, writes) {
    const { stored, changed } = evaluate(writes, (key) => transaction.get(valueKey(key)));
    for (const [key, { value, ttlMs }] of changed)
        transaction.set(valueKey(key), value, ttlMs);
    transaction.onStored(() => {
        for (const [index, { onStored }] of writes.entries())
            onStored?.(stored[index]);
    });
    return stored;
}
function valueKey(key) {
    return prefix + key;
}
