import { largestUploadBytes } from '../clickatell/media.js';
import { compoundType, signatureOf } from './signature.js';
const MB = 1024 * 1024;
const image = 5 * MB;
const audio = 16 * MB;
/** Clickatell's newer page says 5 MB; its older page and WhatsApp say 16 MB. */
const video = 5 * MB;
/** WhatsApp takes 100 MB, but an upload may not have that much. */
const document = largestUploadBytes;
/** Clickatell, "Supported content types". Each with its valid extensions, the usual one first. */
const table = [
    ['image/jpeg', image, 'jpg', 'jpeg', 'jpe', 'jfif'],
    ['image/png', image, 'png'],
    ['audio/aac', audio, 'aac'],
    ['audio/mp4', audio, 'm4a', 'mp4', 'm4b'],
    ['audio/amr', audio, 'amr'],
    ['audio/mpeg', audio, 'mp3', 'mpga'],
    ['audio/ogg; codecs=opus', audio, 'ogg', 'opus', 'oga'],
    ['video/mp4', video, 'mp4', 'm4v'],
    ['video/3gpp', video, '3gp', '3gpp'],
    ['application/pdf', document, 'pdf'],
    ['application/msword', document, 'doc'],
    ['application/vnd.ms-powerpoint', document, 'ppt', 'pps'],
    ['application/vnd.ms-excel', document, 'xls'],
    ['text/plain', document, 'txt', 'text', 'log'],
];
const types = new Map(table.map(([contentType, largestBytes, extension]) => {
    const isDocument = /^(?:application|text)\//.test(contentType);
    return [contentType, { contentType, extension, largestBytes, isDocument }];
}));
/** Whether it takes the whole file to tell its type. `head` is its first bytes. */
export function needsWhole(head) {
    return signatureOf(head, '') === 'compound';
}
/**
 * The type of a file, by its bytes. The label (the content type that its sender gives) and the name decide only if the
 * bytes leave it open. `undefined` if WhatsApp does not take the type, or if the bytes do not match the label.
 */
export function typeOf(bytes, label, fileName) {
    const labelled = baseType(label);
    const signature = signatureOf(bytes, labelled);
    if (signature === 'compound')
        return types.get(compoundType(bytes) ?? compoundByName(labelled, fileName) ?? '');
    if (signature !== undefined)
        return types.get(signature);
    return isText(bytes, labelled, fileName) ? types.get('text/plain') : undefined;
}
/** The claimed content type if it says something, otherwise the served one. */
export function labelOf(claimed, served) {
    return saysNothing(baseType(claimed)) ? served : claimed;
}
/** The name with an extension that is valid for the type. A valid extension stays. */
export function named(fileName, { contentType, extension }) {
    // Remove the path, line ends and characters that change the direction of reading.
    const clean = fileName
        .replace(/^.*[/\\]/s, '')
        .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
        .trim();
    const right = table.find(([type]) => type === contentType)?.slice(2) ?? [];
    const found = extensionOf(clean);
    if (found !== '' && right.includes(found))
        return cut(clean.slice(0, -found.length - 1), clean.slice(-found.length));
    // The extension of another type is replaced. Anything else after a dot belongs to the name, as in "v1.2".
    const wrong = found === 'bin' || table.some(([, , ...extensions]) => extensions.includes(found));
    return cut(wrong ? clean.slice(0, -found.length - 1) : clean, extension);
}
/** File systems take names of 255 bytes; the provider's limit is not known. */
const longestStem = 60;
function cut(stem, extension) {
    const short = [...stem].slice(0, longestStem).join('');
    return `${short === '' ? 'file' : short}.${extension}`;
}
function extensionOf(fileName) {
    return /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
function baseType(label) {
    return (label.split(';', 1)[0] ?? '').trim().toLowerCase();
}
/** For an old Office file whose content does not name its program. */
function compoundByName(labelled, fileName) {
    const office = table.filter(([type]) => /^application\/(?:msword|vnd\.ms-)/.test(type));
    const extension = extensionOf(fileName);
    const found = office.find(([type]) => type === labelled) ?? office.find(([, , ...extensions]) => extensions.includes(extension));
    return found?.[0];
}
/** Text has no signature, so the label decides, or the name if the label says nothing. */
function isText(bytes, labelled, fileName) {
    const isLabelled = labelled === 'text/plain' || (saysNothing(labelled) && extensionOf(fileName) === 'txt');
    return isLabelled && bytes.length > 0 && !bytes.includes(0);
}
/** For example `image/*`, `image`, `application/octet-stream`. */
function saysNothing(labelled) {
    return !/^[\w.+-]+\/[\w.+-]+$/.test(labelled) || labelled.endsWith('/octet-stream');
}
