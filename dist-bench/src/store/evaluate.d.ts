import type { Write } from '../core/write.js';
/** The result of a commit's writes, applied in order to the values that `read` finds. Nothing is written yet. */
export interface Evaluated {
    /** For each write, the value under its key afterwards. */
    readonly stored: unknown[];
    /** The keys that change, with the expiry of their last write; `undefined` deletes. */
    readonly changed: ReadonlyMap<string, {
        value: unknown;
        ttlMs: number | undefined;
    }>;
}
/** Evaluates the writes of a commit. If a change throws, so does this. */
export declare function evaluate(writes: readonly Write[], read: (key: string) => unknown): Evaluated;
