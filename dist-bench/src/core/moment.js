import { systemClock } from './clock.js';
/**
 * Now, by the machine's own time, whatever the channel's clock says: it is for leases that other processes see expire.
 */
export function thisMoment() {
    return { processMs: performance.now(), machineMs: systemClock.now() };
}
/**
 * How many ms have passed at most. The process's own time stands still while a machine sleeps, and the machine's time
 * can be set back, so the longer of both counts.
 */
export function passedSince({ processMs, machineMs }) {
    return Math.max(performance.now() - processMs, systemClock.now() - machineMs);
}
