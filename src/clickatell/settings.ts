import { z } from 'zod';
import { ConfigurationError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';

/** The settings of a `ClickatellClient`. Times are in ms. */
export interface ClickatellClientOptions {
  /** The key of one integration of the Clickatell portal. It is used in the Authorization header and nowhere else. */
  apiKey: string;
  /** The business number that the key's integration is bound to, digits. */
  number: string;
  /** Where the API is, `http:` or `https:`. Default: `https://platform.clickatell.com`. */
  baseUrl?: string | undefined;
  /** The most messages in one request. Default 50; the client lowers it if the provider refuses so many. */
  batchSize?: number | undefined;
  /** The most requests with messages at the same time. Default 4. */
  maxRequests?: number | undefined;
  /** For one request, from its connection to the end of its answer. Default 10 000. */
  timeoutMs?: number | undefined;
  /** For one upload with all its tries, and for one download until its last byte. Default 60 000. */
  mediaTimeoutMs?: number | undefined;
  /** `retries` are tries after the first; the delays grow from `minDelayMs`. Defaults 6, 250 and 15 000. */
  retry?:
    | { retries?: number | undefined; minDelayMs?: number | undefined; maxDelayMs?: number | undefined }
    | undefined;
  /** Called for every request. */
  observe?: Observer | undefined;
}

const count = z.int('must be a whole number').min(1, 'must be at least 1');
const delay = z.number('must be a number of ms').min(0, 'must not be negative');

const schema = z.object({
  // A header allows nothing else. A blank or a line end from a settings file would only fail at the first request.
  apiKey: z.string('must be set').regex(/^[\x21-\x7e]+$/, 'must be set, in visible ASCII characters without blanks'),
  number: z.string('must be set').regex(/^\d+$/, 'must be the business number, digits only'),
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

export type ClickatellClientSettings = z.output<typeof schema>;

/** The options with their defaults. Throws a `ConfigurationError` that names every wrong option, without its value. */
export function settingsOf(options: ClickatellClientOptions): ClickatellClientSettings {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`));
}
