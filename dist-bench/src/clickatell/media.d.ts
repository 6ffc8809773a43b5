import type { Http } from './http.js';
import { type Outcome } from './outcome.js';
import { type RetryTimes } from './retry.js';
/** The most that one upload may hold (Clickatell, "Upload media"). */
export declare const largestUploadBytes: number;
/** What describes an upload. */
export interface UploadOptions {
    /** With its proper extension, which the provider's name for the file will have. */
    fileName: string;
    contentType: string;
    /** The only person to whom the file may be sent. */
    to?: string | undefined;
    /** The file may be sent to anybody. It is likely, not certain, that the provider knows this parameter. */
    broadcast?: boolean | undefined;
}
export interface Uploaded {
    /** The id by which a message names the file. The provider keeps the file for 30 days. */
    fileId: string;
}
export interface TransferOptions {
    retry: RetryTimes;
    /** For all tries together, and for a download until its last byte. */
    timeoutMs: number;
    /** Ends the wait between two tries. */
    closing: AbortSignal;
}
/**
 * Uploads a file. It is tried again for the same reasons as a message, and also if the answer was lost, because a file
 * that is uploaded twice does no harm. Rejects with `UploadFailedError`.
 */
export declare function upload(http: Http, bytes: Uint8Array, { fileName, contentType, to, broadcast }: UploadOptions, { retry, timeoutMs, closing }: TransferOptions): Promise<Uploaded>;
/** The outcome of a failed request that can safely be repeated, by its answer. */
export declare function classifyFailure(body: unknown, status: number): Extract<Outcome, {
    kind: 'refused' | 'later';
}>;
