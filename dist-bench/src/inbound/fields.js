import { leastEpochMs } from '../core/clock.js';
import { addressOf } from '../core/person.js';
/** Whether a value is a JSON object, and neither an array nor null. */
export function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Ids become part of the store's keys, percent-encoded, and keys are limited (LMDB: 1978 bytes for a whole key). */
const maxIdBytes = 256;
/**
 * An id or name that can be part of a key: trimmed, not empty, at most 256 bytes, without control characters or halves
 * of surrogate pairs (which cannot be percent-encoded). Safe integers become strings.
 */
export function idOf(value) {
    const id = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
    if (typeof id !== 'string')
        return undefined;
    // Nearly all ids look like this, and need no closer look.
    if (/^[\w.:+=/-]{1,256}$/.test(id))
        return id;
    const trimmed = id.trim();
    const isUsable = trimmed !== '' && Buffer.byteLength(trimmed) <= maxIdBytes && !/[\p{Cc}\p{Surrogate}]/u.test(trimmed);
    return isUsable ? trimmed : undefined;
}
/** The address of a person or a business, written in the one way that counts here. */
export function addressIn(value) {
    const id = idOf(value);
    return id === undefined ? undefined : addressOf(id);
}
/** A finite number, also from a string. */
export function numberOf(value) {
    const isNumeral = typeof value === 'string' && value.trim() !== '';
    const number = isNumeral ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
/** The latest time of a Date. */
const maxTimestamp = 8.64e15;
/** As milliseconds, this is a day in the year 5138. */
const leastEpochUs = 1e14;
/** Epoch milliseconds. Seconds and microseconds are told by their size, and read as what they are. */
export function timestampOf(value) {
    const number = numberOf(value);
    if (number === undefined || number <= 0 || number > maxTimestamp)
        return undefined;
    if (number < leastEpochMs)
        return number * 1000;
    return number < leastEpochUs ? number : number / 1000;
}
/** A text that is not blank, unchanged. */
export function textOf(value) {
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
/** Whether an entry is encrypted: cipher text must not reach a bot as if a person had written it. */
export function isEncrypted({ encryptionKey }) {
    return encryptionKey !== undefined && encryptionKey !== null;
}
/** Reads every value of a list; `undefined` if one cannot be read. An absent list is empty. */
export function allOf(values, read) {
    if (values === undefined || values === null)
        return [];
    if (!Array.isArray(values))
        return undefined;
    const all = values.map(read).filter((value) => value !== undefined);
    return all.length === values.length ? all : undefined;
}
