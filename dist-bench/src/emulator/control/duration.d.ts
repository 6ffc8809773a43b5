/** Reads `25h`, `1d 2h`, `23h59m`, `-90m` or `500ms` as ms; a number is ms already. `undefined` for anything else. */
export declare function durationMs(value: unknown): number | undefined;
