import { z } from 'zod';
import { ConfigurationError } from '../core/errors.js';
import { addressOf } from '../core/person.js';
const count = z.int('must be a whole number').min(1, 'must be at least 1');
const delay = z.number('must be a number of ms').min(0, 'must not be negative');
const schema = z.object({
    // A header allows no other characters. Otherwise a stray line break would fail only at the first request.
    apiKey: z.string('must be set').regex(/^[\x21-\x7e]+$/, 'must be set, in visible ASCII characters without blanks'),
    number: z
        .string('must be set')
        .transform(addressOf)
        .pipe(z.string().regex(/^\d+$/, 'must be the business number, in its international form')),
    baseUrl: z
        .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
        .default('https://platform.clickatell.com'),
    batchSize: count.default(50),
    maxRequests: count.default(4),
    timeoutMs: count.default(10_000),
    mediaTimeoutMs: count.default(60_000),
    retry: z
        .object({
        retries: z.int('must be a whole number').min(0, 'must not be negative').default(6),
        minDelayMs: delay.default(250),
        maxDelayMs: delay.default(15_000),
    })
        .prefault({}),
});
/** Adds the defaults. Throws a `ConfigurationError` that names every wrong option, without its value. */
export function settingsOf(options) {
    const parsed = schema.safeParse(options);
    if (parsed.success)
        return parsed.data;
    throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`));
}
