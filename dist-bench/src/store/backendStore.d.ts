import { AtomicKeyv } from './atomicKeyv.js';
import type { Engine, Store } from './store.js';
/** A store of any kind: the part that is the same for every engine. */
export declare class BackendStore<Kind extends Store['kind'], Own extends Engine = Engine> implements Store {
    #private;
    readonly kind: Kind;
    readonly engine: Own;
    constructor(kind: Kind, engine: Own);
    keyv<T>(namespace: string, options?: {
        ttlMs?: number;
    }): AtomicKeyv<T>;
    ping(): Promise<void>;
    clear(): Promise<void>;
    close(): Promise<void>;
}
