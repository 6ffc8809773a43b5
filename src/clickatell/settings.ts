import { z } from 'zod';
import { ConfigurationError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import { isOwnNetwork } from '../core/ownNetwork.js';
import { addressOf } from '../core/person.js';

/** The options of a `ClickatellClient`. Times are in ms. */
export interface ClickatellClientOptions {
  /** The key of one integration of the Clickatell portal. It is used in the Authorization header and nowhere else. */
  apiKey: string;
  /** The business number of the key's integration, in its international form. */
  number: string;
  /** The address of the API: `https:`, or `http:` in a network of your own, as of the emulator. Default: `https://platform.clickatell.com`. */
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
  retry?:
    | { retries?: number | undefined; minDelayMs?: number | undefined; maxDelayMs?: number | undefined }
    | undefined;
  /** Called for every request. */
  observe?: Observer | undefined;
}

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
    .url({ protocol: /^https?$/, error: 'must be an http or https URL', abort: true })
    .refine(isEncrypted, 'must be an https URL: over http, the key could be read on the way')
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

function isEncrypted(url: string): boolean {
  return new URL(url).protocol === 'https:' || isOwnNetwork(new URL(url).hostname);
}

/** Adds the defaults. Throws a `ConfigurationError` that names every wrong option, without its value. */
export function settingsOf(options: ClickatellClientOptions): ClickatellClientSettings {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`));
}
