import type { Clock } from '../core/clock.js';
/** Calls back when something falls due, also if the clock is moved or set, or if the machine has slept over it. */
export declare class DueTimer {
    #private;
    /** `nextDue` returns when to ring next, in epoch ms. `ring` takes what is due; if it rejects, it is called again. */
    constructor(clock: Clock, nextDue: () => number | undefined, ring: () => Promise<void>);
    /** Whether something is due and has not been taken yet. */
    get isDue(): boolean;
    start(): void;
    /** Sets the timer again, because something was scheduled or the clock was moved. */
    set(): void;
    stop(): void;
}
