import { Keyv } from 'keyv';
import type { ValuesEngine } from './engine.js';
export interface AtomicKeyvOptions {
    readonly namespace: string;
    /** How long values are kept by default, in ms; for clean-up only. Without it, for ever. */
    readonly ttlMs?: number | undefined;
}
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
export declare class AtomicKeyv<T> extends Keyv<T> {
    #private;
    /** For the library itself. Not for programs: it changes without notice. */
    readonly engine: ValuesEngine;
    constructor(engine: ValuesEngine, { namespace, ttlMs }: AtomicKeyvOptions);
    /**
     * Reads, changes and writes a value in one step. `change` may run again if another writer was faster, so it must be
     * pure. If it returns `undefined`, the value is deleted. If it returns the same object reference that it was given,
     * nothing is written. Resolves with the value afterwards. If `change` throws, nothing is written and `update` rejects
     * with that error.
     *
     * `ttlMs`: how long the new value is kept, in ms; for clean-up only. 0 is for ever; the default is the namespace's.
     */
    update(key: string, change: (current: T | undefined) => T | undefined, ttlMs?: number): Promise<T | undefined>;
}
