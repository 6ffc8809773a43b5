const day = 24 * 60 * 60 * 1000;
/** How long decisions are kept by default, in ms: as long as the ledger knows what became of them. */
export const decisionsKeptByDefault = 30 * day;
const mostDays = 400;
/** What is wrong with `decisionsKeptMs`, as a sentence; `undefined` for nothing. */
export function decisionsFault(keptMs = decisionsKeptByDefault) {
    if (Number.isFinite(keptMs) && keptMs >= 0 && keptMs <= mostDays * day)
        return undefined;
    return `decisionsKeptMs: must be a number of milliseconds, from 0, which keeps none, to ${mostDays} days.`;
}
