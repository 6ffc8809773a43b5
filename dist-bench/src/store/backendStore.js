import { StoreError } from '../core/errors.js';
import { AtomicKeyv } from './atomicKeyv.js';
/** A store of any kind: the part that is the same for every engine. */
export class BackendStore {
    kind;
    engine;
    // Callers declare the type of a namespace's values, as with Keyv itself.
    // biome-ignore lint/suspicious/noExplicitAny: one map holds Keyvs of different types
    #keyvs = new Map();
    #closed;
    constructor(kind, engine) {
        this.kind = kind;
        this.engine = engine;
    }
    keyv(namespace, options = {}) {
        const known = this.#keyvs.get(namespace);
        if (known)
            return known;
        const keyv = new AtomicKeyv(this.engine, { namespace, ...options });
        this.#keyvs.set(namespace, keyv);
        return keyv;
    }
    async ping() {
        const key = ':ping';
        const value = performance.now();
        await this.engine.values.commit([{ key, value, ttlMs: 60_000 }]);
        const [read] = await this.engine.values.getMany([key]);
        // Another process may have written its own value in between, so only the type is checked.
        if (typeof read !== 'number')
            throw new StoreError(`The store (${this.kind}) does not give back what was written.`);
    }
    async clear() {
        await this.engine.values.clear('');
    }
    close() {
        this.#closed ??= this.engine.values.close();
        return this.#closed;
    }
}
