/**
 * Computes a key's new value from its current one. `undefined` deletes; returning the same reference writes nothing.
 * Must be pure, because it may run again if another writer was faster. If it throws, nothing is written.
 */
export type Change = (current: unknown) => unknown;
/**
 * One write of a commit. Values are JSON, and are shared with their readers: never change a value that was read from a
 * store or given to one.
 */
export type Write = {
    /** The full key, with its namespace. */
    readonly key: string;
    /** How long the value is kept, in ms; for clean-up only. Default: for ever. */
    readonly ttlMs?: number | undefined;
    /** Called with the key's value once the commit is done. Must not throw. */
    readonly onStored?: ((stored: unknown) => void) | undefined;
} & ({
    readonly value: unknown;
} | {
    readonly change: Change;
});
