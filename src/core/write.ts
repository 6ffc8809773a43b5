/**
 * What is to stand under a key, given what stands there now: `undefined` deletes, the same reference writes nothing.
 * Must be pure, because it may run again when another writer was quicker. A change that throws writes nothing.
 */
export type Change = (current: unknown) => unknown;

/**
 * One write of a commit. Values are JSON and shared with whoever reads them: never change a value that was read from a
 * store or handed to one.
 */
export type Write = {
  /** The whole key, its namespace included. */
  readonly key: string;
  /** How long the value is kept, in ms; for clean-up only. Without it, for ever. */
  readonly ttlMs?: number | undefined;
  /** Called with what stands under the key once the commit is done. Must not throw. */
  readonly onStored?: ((stored: unknown) => void) | undefined;
} & ({ readonly value: unknown } | { readonly change: Change });
