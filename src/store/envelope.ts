import { systemClock } from '../core/clock.js';
import { DamagedValueError } from '../core/errors.js';

/** How Keyv keeps a value: with the time, in epoch ms by the machine's clock, after which it may be cleaned up. */
export interface Envelope<T> {
  value?: T;
  expires?: number | undefined;
}

/** Plain JSON. Keyv's own serializer gives a meaning to strings that begin with a colon. */
export function encode(data: Envelope<unknown>): string {
  return JSON.stringify({ value: data.value, expires: data.expires });
}

/**
 * Reads what `encode` wrote; `undefined` for what has expired, so that Keyv does not delete by itself what another
 * writer may have renewed in between.
 */
export function decode<T>(raw: string): Envelope<T> | undefined {
  const data = parse(raw);
  if (typeof data.expires === 'number' && data.expires <= systemClock.now()) return undefined;
  return { value: data.value, expires: data.expires ?? undefined };
}

// The values are as the caller of AtomicKeyv<T> wrote them: their type is the caller's promise, as in Keyv itself.
function parse(raw: string) {
  try {
    const data = JSON.parse(raw);
    if (isEnvelope(data)) return data;
  } catch (cause) {
    throw new DamagedValueError(damaged, { cause });
  }
  throw new DamagedValueError(damaged);
}

const damaged = 'A stored value is not what this program wrote: the store is damaged or shared.';

/** By hand: a schema takes longer than all else that reading a value takes. */
function isEnvelope(data: unknown): boolean {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  return !('expires' in data) || data.expires === null || typeof data.expires === 'number';
}
