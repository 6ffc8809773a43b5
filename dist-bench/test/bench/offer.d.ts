import { z } from 'zod';
/** How the webhook answered. Times in ms. */
export declare const offered: z.ZodObject<{
    offered: z.ZodNumber;
    accepted: z.ZodNumber;
    failures: z.ZodNumber;
    ms: z.ZodNumber;
    p50: z.ZodNumber;
    p99: z.ZodNumber;
    max: z.ZodNumber;
    lagP99: z.ZodNumber;
}, z.core.$strip>;
/**
 * Offers callbacks whether the webhook keeps up or not. Latencies count from when a callback was due, so that waiting
 * in here is not left out.
 */
export declare function offer(question: unknown): Promise<z.infer<typeof offered>>;
