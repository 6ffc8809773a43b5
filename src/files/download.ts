import { Readable } from 'node:stream';
import { z } from 'zod';
import type { ClickatellClient } from '../clickatell/client.js';
import type { Attachment } from '../core/activity.js';
import { isDataUrl, readDataUrl } from '../core/dataUrl.js';
import { InvalidInputError, MediaTooLargeError } from '../core/errors.js';

/** How an attachment is downloaded. */
export interface AttachmentDownloadOptions {
  /** A larger file is refused, or the download of it is stopped. Default 100 MB. */
  readonly maxBytes?: number | undefined;
}

/** A file that a person sent. */
export interface DownloadedAttachment {
  /** A MIME type, with the parameters that the person's phone gave; empty if it is not known. */
  readonly contentType: string;
  readonly name?: string;
  /** `undefined` if it is not known before the last byte. */
  readonly byteSize: number | undefined;
  /** Whether it is a voice note, and not an audio file. */
  readonly isVoice: boolean;
  /**
   * The bytes. Read the stream or destroy it: it holds a connection. It may fail halfway with `MediaTooLargeError`,
   * `MediaHashError` or `DownloadFailedError`, so do not use the content before the end.
   */
  readonly stream: Readable;
}

const defaultMaxBytes = 100 * 1024 * 1024;

/**
 * What the activity tells about a file in addition to Bot Framework's fields. A field of another type counts as absent.
 */
const details = z.object({
  sha256: z.string().optional().catch(undefined),
  byteSize: z.number().nonnegative().optional().catch(undefined),
  voice: z.boolean().optional().catch(undefined),
});

/**
 * Opens an attachment of a person's message. The file comes from the provider, with the key, or from the attachment
 * itself if the message contains it; never from anywhere else. The bytes are checked against the file's hash.
 *
 * Rejects with `InvalidInputError` for any other attachment, and as `ClickatellClient.download` does.
 */
export async function download(
  attachment: Attachment,
  client: ClickatellClient,
  { maxBytes = defaultMaxBytes }: AttachmentDownloadOptions = {},
): Promise<DownloadedAttachment> {
  const { contentUrl, name } = attachment;
  if (!contentUrl) throw new InvalidInputError('contentUrl', 'must be the address of a file that a person sent');
  const { sha256, byteSize, voice } = details.safeParse(attachment.content).data ?? {};
  if (byteSize !== undefined && byteSize > maxBytes) throw new MediaTooLargeError(maxBytes);
  const file = isDataUrl(contentUrl)
    ? inline(contentUrl, maxBytes)
    : await client.download(contentUrl, { maxBytes, sha256: sha256 ?? hashIn(contentUrl) });
  const contentType = isKnown(attachment.contentType) ? attachment.contentType : file.contentType;
  return {
    contentType,
    ...(name !== undefined && { name }),
    byteSize: file.byteSize ?? byteSize,
    isVoice: voice ?? isVoiceType(contentType),
    stream: file.stream,
  };
}

function inline(contentUrl: string, maxBytes: number) {
  const file = readDataUrl(contentUrl);
  if (!file) throw new InvalidInputError('contentUrl', 'is a data: address that is not well formed');
  if (file.bytes.length > maxBytes) throw new MediaTooLargeError(maxBytes);
  const stream = Readable.from([file.bytes], { objectMode: false });
  return { contentType: file.contentType, byteSize: file.bytes.length, stream };
}

/** The provider's addresses contain it. */
function hashIn(contentUrl: string): string | undefined {
  return URL.canParse(contentUrl) ? (new URL(contentUrl).searchParams.get('sha256Hash') ?? undefined) : undefined;
}

function isKnown(contentType: string | undefined): contentType is string {
  return Boolean(contentType) && contentType !== 'application/octet-stream';
}

/** WhatsApp records voice notes as Opus in Ogg; the callback has no other sign of them. */
function isVoiceType(contentType: string): boolean {
  return /^audio\/ogg\s*;.*\bcodecs\s*=\s*"?opus/i.test(contentType);
}
