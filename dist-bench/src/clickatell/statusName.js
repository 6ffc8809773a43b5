import { statuses, unnumberedStatuses } from './wire.js';
/**
 * A status's name: as it stands in Clickatell's table, whatever the spelling it came in, with or without its `WHATSAPP`.
 * Any other name keeps its own words, in upper case: they may be free words, which must not look like a name.
 * `undefined` if it has no words.
 */
export function statusName(given) {
    if (known.has(given))
        return given;
    const words = inSnakeCase(given);
    return words === '' ? undefined : (bySpelling.get(spelling(words)) ?? given.trim().toUpperCase());
}
/** A name's words, upper case and joined by underscores, whatever separates them in `given`: also capitals do. */
export function inSnakeCase(given) {
    return given
        .normalize('NFKC')
        .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
        .toUpperCase()
        .replace(/[^\p{L}\p{N}]+/gu, '_')
        .replace(/^_+|_+$/g, '')
        .replace(/^WHATS_APP(?=_)/, 'WHATSAPP');
}
const known = new Set([...Object.keys(statuses), ...unnumberedStatuses]);
/** The same for all ways to separate the words. */
function spelling(name) {
    return name.replace(/^WHATSAPP_?/, '').replaceAll('_', '');
}
const bySpelling = new Map([...known].map((name) => [spelling(name), name]));
