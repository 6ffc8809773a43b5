import type { AtomicKeyv } from './atomicKeyv.js';
import type { Engine } from './engine.js';
export type { Engine, OwnEngine, SharedEngine } from './engine.js';
/** Where the channel and its bots keep everything that outlives a turn. Open one with `openStore`. */
export interface Store {
    readonly kind: 'lmdb' | 'memory' | 'redis' | 'keyv';
    /**
     * A Keyv with its own namespace. The same namespace always gives the same Keyv, with the options of the first call.
     * `ttlMs`: how long values are kept after their last write, by the machine's clock; for clean-up only.
     */
    keyv<T>(namespace: string, options?: {
        ttlMs?: number;
    }): AtomicKeyv<T>;
    /** Resolves if reading and writing work now; otherwise rejects with StoreError. */
    ping(): Promise<void>;
    /** Deletes every value of every namespace, but not the lanes. */
    clear(): Promise<void>;
    /** Finishes what is under way and closes the connection or the folder. Every later call rejects. */
    close(): Promise<void>;
    /** For the library itself. Not for programs: it changes without notice. */
    readonly engine: Engine;
}
