import { z } from 'zod';
import type { Observer } from '../core/observe.js';
/** The options of a `ClickatellClient`. Times are in ms. */
export interface ClickatellClientOptions {
    /** The key of one integration of the Clickatell portal. It is used in the Authorization header and nowhere else. */
    apiKey: string;
    /** The business number of the key's integration, in its international form. */
    number: string;
    /** The address of the API, `http:` or `https:`. Default: `https://platform.clickatell.com`. */
    baseUrl?: string | undefined;
    /** The most messages in one request. Default 50. The client lowers it if the provider refuses that many. */
    batchSize?: number | undefined;
    /** The most requests with messages under way at the same time. Default 4. */
    maxRequests?: number | undefined;
    /** The time limit of one request, from connecting to the end of the answer. Default 10 000. */
    timeoutMs?: number | undefined;
    /** The time limit of one upload with all its tries, and of one download until its last byte. Default 60 000. */
    mediaTimeoutMs?: number | undefined;
    /** `retries`: tries after the first, default 6. The delays grow from `minDelayMs` (250) to `maxDelayMs` (15 000). */
    retry?: {
        retries?: number | undefined;
        minDelayMs?: number | undefined;
        maxDelayMs?: number | undefined;
    } | undefined;
    /** Called for every request. */
    observe?: Observer | undefined;
}
declare const schema: z.ZodObject<{
    apiKey: z.ZodString;
    number: z.ZodPipe<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>, z.ZodString>;
    baseUrl: z.ZodDefault<z.ZodURL>;
    batchSize: z.ZodDefault<z.ZodInt>;
    maxRequests: z.ZodDefault<z.ZodInt>;
    timeoutMs: z.ZodDefault<z.ZodInt>;
    mediaTimeoutMs: z.ZodDefault<z.ZodInt>;
    retry: z.ZodPrefault<z.ZodObject<{
        retries: z.ZodDefault<z.ZodInt>;
        minDelayMs: z.ZodDefault<z.ZodNumber>;
        maxDelayMs: z.ZodDefault<z.ZodNumber>;
    }, z.core.$strip>>;
}, z.core.$strip>;
export type ClickatellClientSettings = z.output<typeof schema>;
/** Adds the defaults. Throws a `ConfigurationError` that names every wrong option, without its value. */
export declare function settingsOf(options: ClickatellClientOptions): ClickatellClientSettings;
export {};
