import { createHash, randomUUID } from 'node:crypto';
import { extname } from 'node:path';

/** A file at the provider. */
export interface StoredFile {
  readonly fileId: string;
  readonly fileName: string;
  readonly contentType: string;
  /** The business number whose integration uploaded it. Absent if a person sent it. */
  readonly uploadedBy?: string;
  /** The only person that it may be sent to. Absent if it may be sent to anybody. */
  readonly onlyTo?: string;
  /** Hex. */
  readonly sha256Hash: string;
  readonly bytes: Buffer;
  /** Epoch ms; Clickatell keeps a file for 30 days. */
  readonly storedAt: number;
}

/** The longest upload, whatever WhatsApp takes. */
export const largestUploadBytes = 30 * 1024 * 1024;

const keptMs = 30 * 24 * 60 * 60 * 1000;
const MB = 1024 * 1024;

/** What WhatsApp takes (Clickatell, "Supported content types"), with the limit in bytes. */
const largestBytes: Record<string, number> = {
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

const extensions: Readonly<Record<string, string | undefined>> = {
  'audio/aac': 'aac',
  'audio/mp4': 'm4a',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'text/plain': 'txt',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.ms-excel': 'xls',
};

/** A content type without its parameters. */
export function baseType(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The most bytes that WhatsApp takes of a content type; `undefined` if it does not take the type. */
export function largestOf(contentType: string): number | undefined {
  const codec = /;\s*codecs\s*=\s*"?([^";]*)/i.exec(contentType)?.[1]?.trim().toLowerCase();
  const type = baseType(contentType);
  // Ogg is taken only with Opus.
  if (type === 'audio/ogg' && codec !== undefined && codec !== 'opus') return undefined;
  return Object.hasOwn(largestBytes, type) ? largestBytes[type] : undefined;
}

/** The files that were uploaded, and those that people sent. */
export class MediaStore {
  readonly #files = new Map<string, StoredFile>();

  put(file: Omit<StoredFile, 'fileId' | 'sha256Hash' | 'storedAt'>, now: number): StoredFile {
    const stored = {
      ...file,
      fileId: randomUUID() + extensionOf(file.fileName),
      sha256Hash: createHash('sha256').update(file.bytes).digest('hex'),
      storedAt: now,
    };
    this.#files.set(stored.fileId, stored);
    return stored;
  }

  get(fileId: string, now: number): StoredFile | undefined {
    const file = this.#files.get(fileId);
    return file && now - file.storedAt < keptMs ? file : undefined;
  }

  clear(): void {
    this.#files.clear();
  }
}

/** The extension for a content type, with its dot; `''` if none is known. */
export function extensionOfType(contentType: string): string {
  const extension = extensions[baseType(contentType)];
  return extension === undefined ? '' : `.${extension}`;
}

/** A file name's extension with its dot; `''` if it has none that fits into a path. */
export function extensionOf(fileName: string): string {
  const extension = extname(fileName);
  return /^\.[A-Za-z0-9]{1,10}$/.test(extension) ? extension : '';
}
