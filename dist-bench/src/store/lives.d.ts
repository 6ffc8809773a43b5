/** How long an accepted id is remembered, in ms: Clickatell may repeat a callback for days. */
export declare const rememberedMs: number;
/**
 * How long a dead letter is kept, in ms. No longer than the ledger keeps parts: a turn that runs again after that could
 * not know what it has sent already.
 */
export declare const asideMs: number;
