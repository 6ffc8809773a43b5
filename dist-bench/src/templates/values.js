import { TemplateParameterError } from '../core/errors.js';
import { flatten, takeApart } from './text.js';
/** WhatsApp's limit for the variable part of a button's address, in characters. */
const longestSuffix = 2000;
/** A file that can be uploaded. Which hosts it may come from is decided when it is fetched. */
const address = /^(?:https?:\/\/|data:)/i;
/** The provider does not say what its file ids look like: `<uuid>.<ext>` has been seen. */
const fileId = /^[^\s/\\:]{1,256}$/u;
/**
 * The value of a slot as text. A number is a value; what a person would read as "undefined" or "[object Object]" is
 * not.
 *
 * @throws TemplateParameterError
 */
export function textOf({ name }, slot, value) {
    if (typeof value === 'string')
        return value;
    if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)))
        return String(value);
    throw new TemplateParameterError(name, slot, `the value is ${kindOf(value)}: give a text or a number.`);
}
function kindOf(value) {
    if (value === undefined || value === null || typeof value === 'number')
        return String(value);
    if (Array.isArray(value))
        return 'a list';
    return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
/**
 * What a button's address ends in. A whole address is cut to what comes after the template's own, and what an address
 * cannot contain is percent-encoded. Encoding the result again changes nothing.
 *
 * @throws TemplateParameterError for an address of another place, and one that is too long. It is not cut: half a link
 * leads nowhere.
 */
export function suffixOf({ name }, slot, value, url) {
    const refuse = (problem) => new TemplateParameterError(name, slot, problem);
    const [own = ''] = takeApart(url).literals;
    let suffix = flatten(value);
    for (let rest = afterOwn(suffix, own); rest !== undefined; rest = afterOwn(suffix, own))
        suffix = rest;
    if (suffix === '')
        return '';
    if (/^(?:[a-z][a-z\d+.-]*:)?\/\/|^https?:/i.test(suffix)) {
        throw refuse(`the address is another than the button's: give what comes after ${own}`);
    }
    const encoded = encode(suffix);
    if (encoded.length > longestSuffix) {
        throw refuse(`the value has ${encoded.length} characters, encoded for an address, and ${longestSuffix} is the most.`);
    }
    // Dots can lead upwards, and right after the host's name anything can make it another host.
    if (!leadsInto(own, own + encoded))
        throw refuse(`the value leads out of ${own}: give what comes after it.`);
    return encoded;
}
/** What comes after the template's own address; `undefined` if the value does not begin with it. */
function afterOwn(value, own) {
    if (value.startsWith(own))
        return value.slice(own.length);
    const bare = own.replace(/^https?:\/\//i, '');
    if (bare.includes('/') && value.startsWith(bare))
        return value.slice(bare.length);
    // Without its scheme, an address takes that of the page where it stands.
    const absolute = value.startsWith('//') ? new URL(own).protocol + value : value;
    if (!/^https?:\/\//i.test(absolute) || !URL.canParse(absolute))
        return undefined;
    // The scheme and the host may be in capitals, and the usual port may be given.
    const [whole, start] = [new URL(absolute).href, startOf(own)];
    return whole.startsWith(start) ? whole.slice(start.length) : undefined;
}
/** Percent-encodes what is not allowed in an address. What is encoded already stays as it is. */
function encode(suffix) {
    return suffix
        .split(/(%[\da-f]{2})/i)
        .map((piece, index) => (index % 2 === 1 ? piece : encodeURI(piece)))
        .join('');
}
function leadsInto(own, whole) {
    if (!URL.canParse(whole))
        return false;
    const [to, from] = [new URL(whole), new URL(own)];
    return to.origin === from.origin && to.username === '' && to.href.startsWith(startOf(own));
}
/** The address in the URL parser's own spelling, which adds a slash after a host. */
function startOf(own) {
    const { href } = new URL(own);
    return own.endsWith('/') ? href : href.replace(/\/$/, '');
}
/**
 * The file of a header: the provider's id of an uploaded file, or an address that it is uploaded from.
 *
 * @throws TemplateParameterError
 */
export function fileOf({ name }, slot, value) {
    const file = value.trim();
    if (file === '' || address.test(file) || fileId.test(file))
        return file;
    throw new TemplateParameterError(name, slot, 'the value is no file: give the id of an uploaded file, or a https: or data: address to upload it from.');
}
/** Whether a header's file has to be uploaded first. */
export function isFileAddress(file) {
    return address.test(file);
}
