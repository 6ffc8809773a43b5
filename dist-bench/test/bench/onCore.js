import { readFileSync } from 'node:fs';
const everyMs = 2;
/**
 * Measures for how long this thread computes at most before its event loop turns. Unlike the time that passes, this
 * does not count the time in which other processes have the core. `longestMs` is NaN where the system does not tell.
 */
export function watchLoopOnCore() {
    let longestMs = 0;
    let before = onCoreMs();
    const timer = setInterval(() => {
        const now = onCoreMs();
        longestMs = Math.max(longestMs, now - before);
        before = now;
    }, everyMs);
    timer.unref();
    return {
        begin() {
            longestMs = 0;
            before = onCoreMs();
        },
        longestMs: () => (Number.isNaN(before) ? Number.NaN : longestMs),
    };
}
/** How long this thread has had a core so far: the first figure of Linux's schedstat, in ns. */
function onCoreMs() {
    try {
        return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
    }
    catch {
        return Number.NaN;
    }
}
