/** As `1 May 2026, 12:00 UTC`. */
export declare function day(at: number): string;
/** As `25 h`, `23 h 59 min`, `3 days` or `40 s`. */
export declare function span(ms: number): string;
