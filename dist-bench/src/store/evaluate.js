/** Evaluates the writes of a commit. If a change throws, so does this. */
export function evaluate(writes, read) {
    const changed = new Map();
    const now = (key) => (changed.has(key) ? changed.get(key)?.value : read(key));
    for (const write of writes) {
        const { key, ttlMs } = write;
        if ('value' in write) {
            changed.set(key, { value: write.value, ttlMs });
            continue;
        }
        const current = now(key);
        const value = write.change(current);
        if (value !== current)
            changed.set(key, { value, ttlMs });
    }
    return { stored: writes.map(({ key }) => now(key)), changed };
}
