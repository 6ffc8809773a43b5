import { Readable } from 'node:stream';
import type { ClickatellClient } from '../clickatell/client.js';
import type { Attachment } from '../core/activity.js';
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
/**
 * Opens an attachment of a person's message. The file comes from the provider, with the key, or from the attachment
 * itself if the message contains it; never from anywhere else. The bytes are checked against the file's hash.
 *
 * Rejects with `InvalidInputError` for any other attachment, and as `ClickatellClient.download` does.
 */
export declare function download(attachment: Attachment, client: ClickatellClient, { maxBytes }?: AttachmentDownloadOptions): Promise<DownloadedAttachment>;
