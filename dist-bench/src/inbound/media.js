import { idOf, isEncrypted, isRecord, numberOf, textOf } from './fields.js';
/** Files by reference or inline, with their common caption. */
export function readMedia(entry) {
    return Array.isArray(entry.files) && entry.files.length > 0 ? readFiles(entry.files, entry) : readInline(entry);
}
function readInline(entry) {
    const { content, ...raw } = entry;
    const contentType = mediaTypeOf(entry.contentType);
    const base64 = typeof content === 'string' ? content.replace(/\s+/g, '') : '';
    if (contentType === undefined || base64 === '' || /[^A-Za-z0-9+/=]/.test(base64))
        return undefined;
    const source = { kind: 'inline', base64 };
    const media = [{ contentType, source, byteSize: Buffer.byteLength(base64, 'base64') }];
    return { kind: 'media', media, ...captionOf(entry), raw };
}
/** All files, or none if one cannot be read: a bot would take half of them for everything that was sent. */
function readFiles(files, entry) {
    const media = files.map(readFile).filter((file) => file !== undefined);
    return media.length === files.length ? { kind: 'media', media, ...captionOf(entry) } : undefined;
}
function readFile(file) {
    if (!isRecord(file) || isEncrypted(file))
        return undefined;
    const contentType = mediaTypeOf(file.contentType ?? 'application/octet-stream');
    const downloadUrl = webAddressOf(file.downloadUrl);
    if (contentType === undefined || downloadUrl === undefined)
        return undefined;
    const fileName = textOf(file.fileName);
    const sha256 = idOf(file.sha256Hash);
    const byteSize = numberOf(file.byteSize);
    return {
        contentType,
        source: { kind: 'file', downloadUrl },
        ...(fileName !== undefined && { fileName }),
        ...(sha256 !== undefined && { sha256 }),
        ...(byteSize !== undefined && byteSize >= 0 && { byteSize }),
    };
}
function captionOf(entry) {
    const caption = textOf(entry.caption);
    return caption === undefined ? {} : { caption };
}
function mediaTypeOf(value) {
    const type = idOf(value);
    return type !== undefined && /^[\w.+-]+\/[\w.+-]+ *(;|$)/.test(type) ? type : undefined;
}
function webAddressOf(value) {
    if (typeof value !== 'string' || !URL.canParse(value))
        return undefined;
    return /^https?:$/.test(new URL(value).protocol) ? value : undefined;
}
