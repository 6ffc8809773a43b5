import type { Write } from '../core/write.js';

/** What the writes of a commit come to, if they are applied in order to what `read` finds. Nothing is written yet. */
export interface Evaluated {
  /** What stands under the key of each write afterwards. */
  readonly stored: unknown[];
  /** The keys that change, each once, with the last write's expiry; `undefined` deletes. */
  readonly changed: ReadonlyMap<string, { value: unknown; ttlMs: number | undefined }>;
}

/** Evaluates the writes of a commit. Throws what a change throws. */
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
