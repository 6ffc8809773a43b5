/** How long decisions are kept by default, in ms: as long as the ledger knows what became of them. */
export declare const decisionsKeptByDefault: number;
/** What is wrong with `decisionsKeptMs`, as a sentence; `undefined` for nothing. */
export declare function decisionsFault(keptMs?: number): string | undefined;
