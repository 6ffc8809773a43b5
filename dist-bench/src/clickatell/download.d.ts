import { type Readable } from 'node:stream';
import type { Observer } from '../core/observe.js';
import { type TransferOptions } from './media.js';
export interface DownloadOptions {
    /** A larger file is refused, or the download of it is stopped. Default 100 MB, WhatsApp's greatest limit. */
    maxBytes?: number | undefined;
    /** The file's SHA-256, hex or base64. If the content has another, the stream fails with `MediaHashError`. */
    sha256?: string | undefined;
}
/** A file that is being downloaded. */
export interface Download {
    /** As the provider says; empty if it does not. */
    readonly contentType: string;
    /** `undefined` if the provider does not say. */
    readonly byteSize: number | undefined;
    /**
     * The bytes. Read the stream or destroy it: it holds a connection. It may fail halfway with `MediaTooLargeError`,
     * `MediaHashError` or `DownloadFailedError`.
     */
    readonly stream: Readable;
}
export interface DownloaderOptions extends TransferOptions {
    apiKey: string;
    baseUrl: string;
    observe?: Observer | undefined;
}
/** Downloads files that people sent, with the key, and only from the provider. */
export declare class Downloader {
    #private;
    constructor(options: DownloaderOptions);
    /** Rejects with `ForeignMediaError`, `MediaTooLargeError` or `DownloadFailedError`. Follows no redirect. */
    download(url: string, { maxBytes, sha256 }?: DownloadOptions): Promise<Download>;
    /** Stops the downloads under way. */
    close(): Promise<void>;
}
