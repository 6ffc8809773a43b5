import { createHash, randomUUID } from 'node:crypto';
import { extname } from 'node:path';

/** A file at the provider. */
export interface StoredFile {
  readonly fileId: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Hex. */
  readonly sha256Hash: string;
  readonly bytes: Buffer;
  /** Epoch ms; Clickatell keeps a file for 30 days. */
  readonly storedAt: number;
}

/** The most that one upload may hold, whatever WhatsApp would take. */
export const largestUploadBytes = 30 * 1024 * 1024;

const keptMs = 30 * 24 * 60 * 60 * 1000;
const MB = 1024 * 1024;

/** What WhatsApp takes (Clickatell, "Supported content types"), and how much of it in bytes. */
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

/** The most bytes that WhatsApp takes of a content type; `undefined` where it does not take the type at all. */
export function largestOf(contentType: string): number | undefined {
  return largestBytes[contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''];
}

/** The files that were uploaded, and those that persons sent. */
export class MediaStore {
  readonly #files = new Map<string, StoredFile>();

  put(file: { fileName: string; contentType: string; bytes: Buffer }, now: number): StoredFile {
    const stored = {
      ...file,
      fileId: randomUUID() + extname(file.fileName),
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
