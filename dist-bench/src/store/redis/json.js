import { DamagedValueError } from '../../core/errors.js';
/** Parses a stored text; '' is no value. */
export function parseValue(raw) {
    if (raw === '')
        return undefined;
    try {
        return JSON.parse(raw);
    }
    catch (cause) {
        throw new DamagedValueError('A stored value is not JSON: this program has not written it.', { cause });
    }
}
/** The text to store; '' for no value. */
export function stringifyValue(value) {
    return value === undefined ? '' : JSON.stringify(value);
}
