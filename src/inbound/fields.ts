import { leastEpochMs } from '../core/clock.js';
import { addressOf } from '../core/person.js';

/** Whether a value is a JSON object, and neither an array nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Ids become part of the store's keys, percent-encoded, and keys are limited (LMDB: 1978 bytes for a whole key). */
const maxIdBytes = 256;

/**
 * An id or name that can be part of a key: trimmed, not empty, at most 256 bytes, without control characters or halves
 * of surrogate pairs (which cannot be percent-encoded). Safe integers become strings.
 */
export function idOf(value: unknown): string | undefined {
  const id = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof id !== 'string') return undefined;
  // Nearly all ids look like this, and need no closer look.
  if (/^[\w.:+=/-]{1,256}$/.test(id)) return id;
  const trimmed = id.trim();
  const isUsable =
    trimmed !== '' && Buffer.byteLength(trimmed) <= maxIdBytes && !/[\p{Cc}\p{Surrogate}]/u.test(trimmed);
  return isUsable ? trimmed : undefined;
}

/** The address of a person or a business, written in the one way that counts here. */
export function addressIn(value: unknown): string | undefined {
  const id = idOf(value);
  return id === undefined ? undefined : addressOf(id);
}

/** A finite number, also from a string. */
export function numberOf(value: unknown): number | undefined {
  const isNumeral = typeof value === 'string' && value.trim() !== '';
  const number = isNumeral ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The latest time of a Date. */
const maxTimestamp = 8.64e15;
/** As milliseconds, this is a day in the year 5138. */
const leastEpochUs = 1e14;

/** Epoch milliseconds. Seconds and microseconds are told by their size, and read as what they are. */
export function timestampOf(value: unknown): number | undefined {
  const number = numberOf(value);
  if (number === undefined || number <= 0 || number > maxTimestamp) return undefined;
  if (number < leastEpochMs) return number * 1000;
  return number < leastEpochUs ? number : number / 1000;
}

/** A text that is not blank, unchanged. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Whether an entry is encrypted: cipher text must not reach a bot as if a person had written it. */
export function isEncrypted({ encryptionKey }: Record<string, unknown>): boolean {
  return encryptionKey !== undefined && encryptionKey !== null;
}

/** A text on one line; `undefined` for a blank one. */
export function lineOf(value: unknown): string | undefined {
  return textOf(value)?.replace(/\s+/g, ' ').trim();
}

/** The name of a field in one spelling: `button_reply` and `buttonReply` are the same. */
export function plainName(name: string): string {
  // Most names are plain.
  return /[A-Z_-]/.test(name) ? name.replace(/[_-]/g, '').toLowerCase() : name;
}

/** Looks up the fields of a record by their plain names: the first one that is there and not null. */
export function named(record: Record<string, unknown>): (...names: string[]) => unknown {
  const byName = new Map<string, unknown>();
  for (const [name, value] of Object.entries(record)) {
    if (value !== undefined && value !== null) byName.set(plainName(name), value);
  }
  return (...names) => byName.get(names.find((name) => byName.has(name)) ?? '');
}
