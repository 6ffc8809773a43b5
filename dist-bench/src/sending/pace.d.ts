import type { Rate } from '../store/pacing.js';
export type { Rate };
/** How fast messages may leave. Messages above the limit wait; none is dropped. */
export interface PaceOptions {
    /** To one person. The default is WhatsApp's limit: bursts of 45, and 1 every 6 s in the long run. */
    readonly perPerson?: Rate | undefined;
    /** From one number. The default is WhatsApp's limit for most numbers: 80 a second. */
    readonly perNumber?: Rate | undefined;
}
/** No limit. */
export declare const unpaced: Required<PaceOptions>;
export declare function ratesOf({ perPerson, perNumber }?: PaceOptions): {
    perPerson: Rate;
    perNumber: Rate;
};
/** Limits how fast messages leave. */
export interface Admission {
    /** Takes a slot for a message, in the order of the calls. Returns a promise if the message has to wait for it. */
    admit(business: string, person: string): Promise<void> | undefined;
    /** The limit for all messages from one number. */
    readonly perNumber: Rate;
    /** For how long, in ms, messages from the number have used up its rate: the burst is free again after that. */
    usedMs(business: string): number | Promise<number>;
}
/**
 * The rate limits of one process, by the generic cell rate algorithm: for each key, the time until which its burst is
 * used up. It measures durations, so it uses the process's monotonic time and not the clock, which can be moved.
 */
export declare class Pacer implements Admission {
    #private;
    constructor(options?: PaceOptions, now?: () => number);
    get perNumber(): Rate;
    usedMs(business: string): number;
    admit(business: string, person: string): Promise<void> | undefined;
    /** Takes a slot for a message. Returns in how many ms it may leave. */
    reserve(business: string, person: string): number;
}
