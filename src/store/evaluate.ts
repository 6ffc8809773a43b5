import type { Write } from '../core/write.js';

/** The result of a commit's writes, applied in order to the values that `read` finds. Nothing is written yet. */
export interface Evaluated {
  /** For each write, the value under its key afterwards. */
  readonly stored: unknown[];
  /** The keys that change, with the expiry of their last write; `undefined` deletes. */
  readonly changed: ReadonlyMap<string, { value: unknown; ttlMs: number | undefined }>;
}

/** Evaluates the writes of a commit. If a change throws, so does this. */
export function evaluate(writes: readonly Write[], read: (key: string) => unknown): Evaluated {
  const changed = new Map<string, { value: unknown; ttlMs: number | undefined }>();
  const now = (key: string) => (changed.has(key) ? changed.get(key)?.value : read(key));
  for (const write of writes) {
    const { key, ttlMs } = write;
    if ('value' in write) {
      changed.set(key, { value: write.value, ttlMs });
      continue;
    }
    const current = now(key);
    const value = write.change(current);
    if (value !== current) changed.set(key, { value, ttlMs });
  }
  return { stored: writes.map(({ key }) => now(key)), changed };
}
