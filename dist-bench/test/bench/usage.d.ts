import { z } from 'zod';
/** What a subject's process has used since it was asked to `begin`. */
export declare const usage: z.ZodObject<{
    cpuMs: z.ZodNumber;
    peakBytes: z.ZodNumber;
    longestBlockMs: z.ZodNumber;
    loopP99Ms: z.ZodNumber;
}, z.core.$strip>;
export type Usage = z.infer<typeof usage>;
/** What the process has in memory now; the heap after a collection, if the process may ask for one. */
export declare const resident: z.ZodObject<{
    rssBytes: z.ZodNumber;
    heapBytes: z.ZodNumber;
}, z.core.$strip>;
/** Measures the process that it runs in. */
export declare function createMeter(): {
    begin: () => void;
    usage: () => Usage;
};
export declare function readResident(): z.infer<typeof resident>;
export declare function megabytes(bytes: number): number;
