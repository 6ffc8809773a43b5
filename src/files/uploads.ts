import { createHash } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { mostInside } from '../clickatell/batch.js';
import type { ClickatellClient } from '../clickatell/client.js';
import { toldRefusal } from '../clickatell/told.js';
import { errors } from '../clickatell/wire.js';
import type { Clock } from '../core/clock.js';
import type { Conversation } from '../core/conversation.js';
import { ConfigurationError, MediaUnavailableError, UploadFailedError, UploadsOffError } from '../core/errors.js';
import type { MediaPiece } from '../render/piece.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { isReceived, readReceived } from './received.js';
import { MediaRoutes } from './routes.js';
import { type SourceOptions, Sources, tooLarge, wrongType } from './source.js';
import { type MediaType, named, typeOf } from './types.js';

/** How files that a bot sends are fetched. */
export interface MediaOptions extends SourceOptions {
  /**
   * Files that are fetched and uploaded at once, or leave inside their messages, each held in memory with at most 30 MB.
   * Default 8; others wait.
   */
  readonly filesAtOnce?: number | undefined;
}

/** How a message carries its file: by the id of an upload, or inside, in base64. */
export type SentMedia =
  | { readonly media: PreparedMedia }
  | { readonly content: string; readonly contentType: string; readonly caption?: string };

/** What a message carries, and what to call once it has left or will not. */
export interface HeldMedia {
  readonly content: SentMedia;
  readonly done: () => void;
}

/** A file that the provider has: the `media` of a message. */
export interface PreparedMedia {
  readonly contentType: string;
  readonly fileId: string;
  readonly caption?: string;
}

export interface UploadsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly media?: MediaOptions | undefined;
  /** How the files of each number leave. Default: by upload, as long as uploads are enabled. */
  readonly routes?: MediaRoutes | undefined;
}

/** What is stored: the upload under its content's key, and the content's key under the upload's id, for `forget`. */
type Entry = { fileId: string; uploadedAt: number } | { contentKey: string };

interface Checked {
  readonly file: CheckedFile;
  readonly caption: string | undefined;
}

interface CheckedFile {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly type: MediaType;
}

/** The provider keeps a file for 30 days, and needs it for some time after a message has named it. */
const reusedMs = 29 * 24 * 60 * 60 * 1000;
const defaultFilesAtOnce = 8;
/** The largest file that fits into a request, as base64. */
const largestInsideBytes = Math.floor((mostInside * 3) / 4);

/**
 * Uploads a bot's files to the provider. Each content is uploaded once and used again for 29 days, whatever address it
 * came from. Its bytes are fetched and compared every time, because the content of an address can change.
 *
 * A file is held in memory and not streamed, because it takes its last byte to know whether it has to be uploaded.
 */
export class Uploads {
  readonly #entries: Table<Entry>;
  readonly #clock: Clock;
  readonly #sources: Sources;
  /** Limits the files that are held at once. The others wait, first come, first served. */
  readonly #limited: LimitFunction;
  readonly #underWay = new Map<string, Promise<string>>();
  /** Business numbers whose provider does not accept uploads for more than one recipient. */
  readonly #oneByOne = new Set<string>();
  readonly #routes: MediaRoutes;

  constructor({ store, clock, media = {}, routes = new MediaRoutes({ store, clock }) }: UploadsOptions) {
    this.#routes = routes;
    this.#entries = new Table(store, 'uploads', { ttlMs: reusedMs });
    this.#clock = clock;
    this.#sources = new Sources(media);
    const { filesAtOnce = defaultFilesAtOnce } = media;
    if (!(Number.isInteger(filesAtOnce) && filesAtOnce > 0)) {
      throw new ConfigurationError('media.filesAtOnce: must be a whole number, at least 1.');
    }
    this.#limited = pLimit(filesAtOnce);
  }

  /**
   * Makes sure that the provider has the piece's file, for a template, which can only name one. Rejects with `MediaUnavailableError` if it cannot be sent for
   * any reason, one of which is a caption on a file that turns out to be audio. Send `piece.text` instead.
   */
  prepare(piece: MediaPiece, conversation: Conversation, client: ClickatellClient): Promise<PreparedMedia> {
    return this.#limited(async () => {
      const isOff = await this.#routes.areUploadsOff(conversation.business);
      if (isOff) throw new MediaUnavailableError('upload', notUploaded, new UploadsOffError());
      return this.#uploaded(await this.#checked(piece, client), conversation, client);
    });
  }

  /**
   * The file as a message carries it: uploaded, or inside the message if the number's integration cannot upload. Call
   * `done` once the message has left or will not: until then, a file inside it is held in memory, as one of those that
   * `filesAtOnce` limits. Rejects with `MediaUnavailableError`, as `prepare`.
   */
  sent(piece: MediaPiece, conversation: Conversation, client: ClickatellClient): Promise<HeldMedia> {
    return new Promise((resolve, reject) => {
      this.#limited(async () => {
        const content = await this.#sent(piece, conversation, client);
        if ('media' in content) resolve({ content, done: () => {} });
        else await new Promise<void>((done) => resolve({ content, done }));
      }).catch(reject);
    });
  }

  async #sent(piece: MediaPiece, conversation: Conversation, client: ClickatellClient): Promise<SentMedia> {
    const route = await this.#routes.of(conversation.business);
    if (route === 'none') throw new MediaUnavailableError('upload', 'the number’s integration takes no files.');
    const checked = await this.#checked(piece, client);
    if (route === 'inline') return inside(checked);
    try {
      return { media: await this.#uploaded(checked, conversation, client) };
    } catch (error) {
      if (error instanceof MediaUnavailableError && error.cause instanceof UploadsOffError) return inside(checked);
      throw error;
    }
  }

  async #uploaded(
    { file, caption }: Checked,
    conversation: Conversation,
    client: ClickatellClient,
  ): Promise<PreparedMedia> {
    const fileId = await this.#fileId(file, conversation, client);
    return { contentType: file.type.contentType, fileId, ...(caption && { caption }) };
  }

  async #checked(piece: MediaPiece, client: ClickatellClient): Promise<Checked> {
    const file = await this.#fileOf(piece, client);
    const caption = piece.caption || undefined;
    if (caption && file.type.contentType.startsWith('audio/')) {
      throw new MediaUnavailableError('type', 'it is audio, and has a caption, which audio cannot have.');
    }
    return { file, caption };
  }

  /** Call it if the provider says that it does not have the file (error 33): the next `prepare` uploads it again. */
  async forget({ business }: Conversation, fileId: string): Promise<void> {
    const idKey = keyOf('id', business, fileId);
    const entry = await this.#entries.read(idKey);
    if (!entry || !('contentKey' in entry)) return;
    await this.#entries.update(entry.contentKey, (current) =>
      current && 'fileId' in current && current.fileId === fileId ? undefined : current,
    );
    await this.#entries.delete(idKey);
  }

  /** Closes the connections to the hosts of files. */
  close(): Promise<void> {
    return this.#sources.close();
  }

  async #fileOf({ source, contentType, fileName }: MediaPiece, client: ClickatellClient): Promise<CheckedFile> {
    const claim = { contentType, fileName };
    const file = isReceived(source, client) ? readReceived(source, claim, client) : this.#sources.read(source, claim);
    const { bytes, label, fileName: name } = await file;
    const type = typeOf(bytes, label, name);
    if (!type) throw wrongType();
    if (bytes.length > type.largestBytes) throw tooLarge(type.largestBytes);
    return { bytes, fileName: named(name, type), type };
  }

  async #fileId(file: CheckedFile, { business, person }: Conversation, client: ClickatellClient): Promise<string> {
    const { bytes, fileName, type } = file;
    const hash = createHash('sha256').update(bytes).digest('hex');
    // The person sees a document's name, so the same bytes under two names are two files.
    const content = [business, hash, type.contentType, type.isDocument ? fileName : type.extension];
    const upload = (key: string, whom: { broadcast: true } | { to: string }) =>
      this.#once(key, business, async () => {
        return (await client.upload(bytes, { fileName, contentType: type.contentType, ...whom })).fileId;
      });
    try {
      if (!this.#oneByOne.has(business)) {
        try {
          return await upload(keyOf('content', ...content), { broadcast: true });
        } catch (error) {
          if (!(error instanceof UploadFailedError) || error.code !== errors.parameter.code) throw error;
        }
      }
      const fileId = await upload(keyOf('content', ...content, person), { to: person });
      // Without the `broadcast` parameter it was accepted, so this parameter is what was refused.
      this.#oneByOne.add(business);
      return fileId;
    } catch (error) {
      if (error instanceof UploadsOffError) await this.#routes.uploadsOff(business);
      if (error instanceof UploadFailedError) throw new MediaUnavailableError('upload', told(error), error);
      throw error;
    }
  }

  /** The id of what was uploaded under this key before or is being uploaded now, or otherwise of a new upload. */
  #once(key: string, business: string, upload: () => Promise<string>): Promise<string> {
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    const running = this.#stored(key, business, upload).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, running);
    return running;
  }

  async #stored(key: string, business: string, upload: () => Promise<string>): Promise<string> {
    const entry = await this.#entries.read(key);
    const now = this.#clock.now();
    if (entry && 'fileId' in entry && now - entry.uploadedAt < reusedMs) return entry.fileId;
    const fileId = await upload();
    await this.#entries.write(keyOf('id', business, fileId), { contentKey: key });
    await this.#entries.write(key, { fileId, uploadedAt: now });
    return fileId;
  }
}

const notUploaded = 'it has to be uploaded, and the number’s integration does not take uploads.';

/** The file inside the message. A document has no name there. */
function inside({ file: { bytes, type }, caption }: Checked): SentMedia {
  if (bytes.length > largestInsideBytes) throw tooLarge(largestInsideBytes);
  return { content: bytes.toString('base64'), contentType: type.contentType, ...(caption && { caption }) };
}

/** Encodes the parts as one key; different parts give different keys. */
function keyOf(...parts: readonly string[]): string {
  return parts.map(encodeURIComponent).join(':');
}

/** A report repeats it, so it must not have the provider's free words. The log has them: it shows the cause. */
function told({ message, code, description }: UploadFailedError): string {
  return description === undefined
    ? message
    : new UploadFailedError(toldRefusal({ code, description }), { code }).message;
}
