/**
 * One namespace of a store, for the library itself. It does not copy values: they are shared and must not be changed.
 * The caller declares the type of the values, as with Keyv.
 */
export class Table {
    #values;
    #prefix;
    #ttlMs;
    constructor({ engine }, namespace, { ttlMs } = {}) {
        this.#values = engine.values;
        this.#prefix = prefixOf(namespace);
        this.#ttlMs = ttlMs;
    }
    /** Not a promise if the store is in this process. */
    read(key) {
        const read = this.#values.getMany([this.#prefix + key]);
        return read instanceof Promise ? read.then(([value]) => value) : read[0];
    }
    /** Like `read`, for several keys. */
    readMany(keys) {
        if (keys.length === 0)
            return [];
        const read = this.#values.getMany(keys.map((key) => this.#prefix + key));
        return read;
    }
    /** Like `read`, with the turn's staged writes applied. */
    async readIn(lease, key) {
        const whole = this.#prefix + key;
        const stored = lease.has(whole) ? undefined : await this.read(key);
        return lease.over(whole, stored);
    }
    /** The value that a turn sees: the stored value with the turn's staged writes applied. */
    over(lease, key, stored) {
        return lease.over(this.#prefix + key, stored);
    }
    async write(key, value) {
        await this.#values.commit([this.set(key, value)]);
    }
    /**
     * Reads, changes and writes a value in one step. `change` may run again, so it must be pure. Returning `undefined`
     * deletes; returning the same reference writes nothing. Resolves with the value afterwards.
     */
    async update(key, change) {
        const [stored] = await this.#values.commit([this.change(key, change)]);
        return stored;
    }
    /** Commits writes, of any tables of the store. */
    async commit(writes) {
        if (writes.length > 0)
            await this.#values.commit(writes);
    }
    async delete(key) {
        await this.#values.delete([this.#prefix + key]);
    }
    /** A value as a write of a larger commit; `undefined` deletes. */
    set(key, value) {
        return { key: this.#prefix + key, value, ttlMs: this.#ttlMs };
    }
    /** A change as a write of a larger commit. */
    change(key, change, onStored) {
        return {
            key: this.#prefix + key,
            change: (current) => change(current),
            ttlMs: this.#ttlMs,
            ...(onStored && { onStored: (stored) => onStored(stored) }),
        };
    }
}
/** The prefix of a namespace's keys. The encoded namespace has no colon, so keys of two namespaces never collide. */
export function prefixOf(namespace) {
    return `${encodeURIComponent(namespace)}:`;
}
