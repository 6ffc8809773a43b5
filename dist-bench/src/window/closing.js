import { windowState } from './decide.js';
const minuteMs = 60_000;
/**
 * What is still to run before the window closes, in the order of time; some of it may be overdue. Nothing if the window
 * is not open. Pure: all that is known of earlier runs is in the record.
 */
export function closingSteps(minutes, window, now, marginMs) {
    const { state, closesAt } = windowState(window, now, marginMs);
    if (state !== 'open')
        return [];
    const done = doneIn(window) ?? Number.POSITIVE_INFINITY;
    return [...new Set(minutes)]
        .filter((minutesBefore) => minutesBefore < done)
        .sort((one, other) => other - one)
        .map((minutesBefore) => ({ minutesBefore, at: Math.floor(closesAt - minutesBefore * minuteMs) }));
}
/**
 * What the record keeps, after `minutesBefore` has run (`undefined`: nothing more than before) and the next item is
 * scheduled for `at` (`undefined`: none is).
 */
export function closingAfter(window, minutesBefore, at) {
    const done = minutesBefore ?? doneIn(window);
    const { lastInboundAt: heardAt } = window;
    if (heardAt === undefined || (at === undefined && done === undefined))
        return undefined;
    return { heardAt, ...(at !== undefined && { at }), ...(done !== undefined && { done }) };
}
function doneIn({ closing, lastInboundAt } = {}) {
    return closing?.heardAt === lastInboundAt ? closing?.done : undefined;
}
