import { hash, timingSafeEqual } from 'node:crypto';
/** Written in place of a secret, it admits every callback. */
export const noSecret = 'none';
/**
 * What is wrong with a secret, as a sentence; `undefined` for nothing. A setting that nobody has set must not open the
 * door to everybody, so only the word `none` does.
 */
export function secretFault(secret) {
    // Also what becomes of a missing variable in a template string or a shell script.
    const isMissing = secret === undefined || ['', 'undefined', 'null'].includes(secret.trim());
    if (!isMissing)
        return undefined;
    return (`webhookSecret: must be set, because without it anybody could speak as your customers: take the callbacks’ ` +
        `secret, or write '${noSecret}' to admit every callback.`);
}
/**
 * Makes the check whether a callback has the secret: as `?key=…` in its URL, or as the password of HTTP Basic (any user,
 * UTF-8). Clickatell does not sign callbacks, so the secret is all that distinguishes them from a stranger's. The
 * comparison takes constant time. With `none` in place of a secret every callback passes. Never throws.
 */
export function authenticator(secret) {
    if (secret === noSecret)
        return () => true;
    const expected = digest(secret);
    const matches = (given) => given !== '' && timingSafeEqual(digest(given), expected);
    return ({ url, headers }) => keysOf(url).some(matches) || passwordsOf(headers.authorization).some(matches);
}
/** Hashes have equal lengths, which `timingSafeEqual` requires, and hide the length of the secret. */
function digest(text) {
    return hash('sha256', text, 'buffer');
}
function keysOf(url = '') {
    const query = url.indexOf('?');
    if (query < 0)
        return [];
    const keys = new URLSearchParams(url.slice(query + 1)).getAll('key');
    // A `+` in a secret that was pasted into the portal without encoding arrives as a blank.
    return keys.flatMap((key) => (key.includes(' ') ? [key, key.replaceAll(' ', '+')] : [key]));
}
function passwordsOf(header = '') {
    const credentials = /^basic +(\S+) *$/i.exec(header)?.[1];
    if (credentials === undefined)
        return [];
    const decoded = Buffer.from(credentials, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    return colon < 0 ? [] : [decoded.slice(colon + 1)];
}
