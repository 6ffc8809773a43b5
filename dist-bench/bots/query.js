import { InvalidInputError } from '../src/index.js';
/** A time below this reads like seconds: in milliseconds it would be in 1973. */
const leastEpochMs = 1e11;
/** @throws InvalidInputError for a field that there is not: without it, the answer would be about more than was asked. */
export function knownFields(req, names) {
    for (const name of new URLSearchParams(req.getQuery()).keys()) {
        if (!names.includes(name))
            throw new InvalidInputError(name, 'there is no such field');
    }
}
/** A value of the query; `undefined` if it is not there or empty. @throws InvalidInputError if it is there twice. */
export function optionalIn(req, field) {
    const [value, ...more] = new URLSearchParams(req.getQuery()).getAll(field);
    if (more.length > 0)
        throw new InvalidInputError(field, 'must be there once');
    // A plus stands for a blank in a query, and before a number it was meant as it stands.
    return value?.trim() || undefined;
}
/** @throws InvalidInputError */
export function textIn(req, field) {
    const value = optionalIn(req, field);
    if (value === undefined)
        throw new InvalidInputError(field, 'must be in the query');
    return value;
}
/** A time of the query, in ISO 8601 or in epoch ms. @throws InvalidInputError, also for a time in seconds. */
export function timeIn(req, field) {
    const value = optionalIn(req, field);
    if (value === undefined)
        return undefined;
    const isNumber = /^\d+$/.test(value);
    const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[ +-]\d\d:?\d\d))?$/.test(value);
    // `+02:00` comes out of a query as ` 02:00`.
    const at = isNumber ? Number(value) : isDate ? Date.parse(value.replace(' ', '+')) : Number.NaN;
    if (Number.isNaN(at)) {
        throw new InvalidInputError(field, 'must be a time, as 2026-05-01, 2026-05-01T12:00:00Z or epoch milliseconds');
    }
    if (isNumber && at < leastEpochMs)
        throw new InvalidInputError(field, 'reads like seconds: give epoch milliseconds');
    return at;
}
