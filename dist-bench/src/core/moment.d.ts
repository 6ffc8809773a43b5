/** A point in time from which durations are measured. */
export interface Moment {
    readonly processMs: number;
    readonly machineMs: number;
}
/**
 * Now, by the machine's own time, whatever the channel's clock says: it is for leases that other processes see expire.
 */
export declare function thisMoment(): Moment;
/**
 * How many ms have passed at most. The process's own time stands still while a machine sleeps, and the machine's time
 * can be set back, so the longer of both counts.
 */
export declare function passedSince({ processMs, machineMs }: Moment): number;
