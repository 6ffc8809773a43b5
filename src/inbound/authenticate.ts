import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whether a request carries the secret. */
export type Authenticate = (request: {
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}) => boolean;

/** Written in place of a secret, it admits every callback. */
export const noSecret = 'none';

/** The secret, or several while it is changed. A setting that is not there may stand in the list. */
export type WebhookSecret = string | readonly (string | undefined)[];

/**
 * What is wrong with a secret, as a sentence; `undefined` for nothing. A setting that nobody has set must not open the
 * door to everybody, so only the word `none` does, and that only alone.
 */
export function secretFault(secret: WebhookSecret | undefined): string | undefined {
  if (typeof secret === 'object' && secret.includes(noSecret)) {
    return `webhookSecret: '${noSecret}' admits every callback, so it must not be in a list of secrets.`;
  }
  const secrets = secretsIn(secret);
  // What becomes of a missing variable in a template string or a shell script.
  const isMissing = secrets.length === 0 || secrets.some((given) => ['', 'undefined', 'null'].includes(given.trim()));
  if (!isMissing) return undefined;
  return (
    `webhookSecret: must be set, because without it anybody could speak as your customers: take the callbacks’ ` +
    `secret, or write '${noSecret}' to admit every callback.`
  );
}

function secretsIn(secret: WebhookSecret | undefined): readonly string[] {
  const given = typeof secret === 'object' ? secret : [secret];
  return given.filter((one): one is string => one !== undefined && one !== '');
}

/**
 * Makes the check whether a callback has the secret: as `?key=…` in its URL, or as the password of HTTP Basic (any user,
 * UTF-8). Clickatell does not sign callbacks, so the secret is all that distinguishes them from a stranger's. The
 * comparison takes constant time. Of several secrets each will do. With `none` in place of a secret every callback
 * passes. Never throws.
 */
export function authenticator(secret: WebhookSecret): Authenticate {
  if (secret === noSecret) return () => true;
  const expected = secretsIn(secret).map(digest);
  const matches = (given: string) => {
    const hashed = digest(given);
    return expected.some((one) => timingSafeEqual(hashed, one));
  };
  return ({ url, headers }) => keysOf(url).some(matches) || passwordsOf(headers.authorization).some(matches);
}

/** Hashes have equal lengths, which `timingSafeEqual` requires, and hide the length of the secret. */
function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

function keysOf(url = ''): string[] {
  const query = url.indexOf('?');
  if (query < 0) return [];
  const keys = new URLSearchParams(url.slice(query + 1)).getAll('key');
  // A `+` in a secret that was pasted into the portal without encoding arrives as a blank.
  return keys.flatMap((key) => (key.includes(' ') ? [key, key.replaceAll(' ', '+')] : [key]));
}

function passwordsOf(header = ''): string[] {
  const credentials = /^basic +(\S+) *$/i.exec(header)?.[1];
  if (credentials === undefined) return [];
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? [] : [decoded.slice(colon + 1)];
}
