import { createHash, randomUUID } from 'node:crypto';
import { extname } from 'node:path';
/** The longest upload, whatever WhatsApp takes. */
export const largestUploadBytes = 30 * 1024 * 1024;
const keptMs = 30 * 24 * 60 * 60 * 1000;
const MB = 1024 * 1024;
/** What WhatsApp takes (Clickatell, "Supported content types"), with the limit in bytes. */
const largestBytes = {
    'audio/aac': 16 * MB,
    'audio/mp4': 16 * MB,
    'audio/amr': 16 * MB,
    'audio/mpeg': 16 * MB,
    'audio/ogg': 16 * MB,
    'image/jpeg': 5 * MB,
    'image/png': 5 * MB,
    'video/mp4': 16 * MB,
    'video/3gpp': 16 * MB,
    'text/plain': 100 * MB,
    'application/pdf': 100 * MB,
    'application/msword': 100 * MB,
    'application/vnd.ms-powerpoint': 100 * MB,
    'application/vnd.ms-excel': 100 * MB,
};
/** A content type without its parameters. */
export function baseType(contentType) {
    return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
/** The most bytes that WhatsApp takes of a content type; `undefined` if it does not take the type. */
export function largestOf(contentType) {
    const codec = /;\s*codecs\s*=\s*"?([^";]*)/i.exec(contentType)?.[1]?.trim().toLowerCase();
    const type = baseType(contentType);
    // Ogg is taken only with Opus.
    if (type === 'audio/ogg' && codec !== undefined && codec !== 'opus')
        return undefined;
    return Object.hasOwn(largestBytes, type) ? largestBytes[type] : undefined;
}
/** The files that were uploaded, and those that people sent. */
export class MediaStore {
    #files = new Map();
    put(file, now) {
        const stored = {
            ...file,
            fileId: randomUUID() + extensionOf(file.fileName),
            sha256Hash: createHash('sha256').update(file.bytes).digest('hex'),
            storedAt: now,
        };
        this.#files.set(stored.fileId, stored);
        return stored;
    }
    get(fileId, now) {
        const file = this.#files.get(fileId);
        return file && now - file.storedAt < keptMs ? file : undefined;
    }
    clear() {
        this.#files.clear();
    }
}
/** A file name's extension with its dot; `''` if it has none that fits into a path. */
export function extensionOf(fileName) {
    const extension = extname(fileName);
    return /^\.[A-Za-z0-9]{1,10}$/.test(extension) ? extension : '';
}
