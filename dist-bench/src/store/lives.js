const day = 24 * 60 * 60 * 1000;
/** How long an accepted id is remembered, in ms: Clickatell may repeat a callback for days. */
export const rememberedMs = 7 * day;
/**
 * How long a dead letter is kept, in ms. No longer than the ledger keeps parts: a turn that runs again after that could
 * not know what it has sent already.
 */
export const asideMs = 30 * day;
