import { randomUUID } from 'node:crypto';
import { decoded } from '../emulator/http.js';

/**
 * An address for callbacks with a secret in it, and the secret: what `?key=` or the password of the address says,
 * otherwise a new one. What is no address stays as it is, for the emulator to refuse.
 */
export function withSecret(callback: string | undefined): { url: string | undefined; secret: string } {
  const made = randomUUID();
  if (callback === undefined || !URL.canParse(callback)) return { url: callback, secret: made };
  const url = new URL(callback);
  const given = url.searchParams.get('key') || decoded(url.password);
  if (given !== '') return { url: callback, secret: given };
  url.searchParams.set('key', made);
  return { url: url.href, secret: made };
}
