import { type Accepted, type OutgoingMessage, type SendOptions } from './batch.js';
import { type Download, type DownloadOptions } from './download.js';
import { type Uploaded, type UploadOptions } from './media.js';
import { type ClickatellClientOptions } from './settings.js';
import { type MessageStatus } from './status.js';
/**
 * Clickatell's One API for one integration: one key, one business number.
 *
 *     const client = new ClickatellClient({ apiKey, number: '27110000001' });
 *     const { apiMessageId } = await client.send({
 *       channel: 'whatsapp', to: '27820000001', content: 'Hello', clientMessageId: 'order-42',
 *     });
 *
 * Throws a `ConfigurationError` that names the wrong options.
 */
export declare class ClickatellClient {
    #private;
    /** The business number that sends the messages, in digits. */
    readonly number: string;
    readonly baseUrl: string;
    constructor(options: ClickatellClientOptions);
    /**
     * Sends one message, in one request with others that are sent at about the same time. If the provider cannot take it
     * now, it is tried again with growing delays. Resolves when it is accepted, which does not mean delivered.
     *
     * Rejects with
     * - `SendRefusedError`: the provider refused it for good;
     * - `SendFailedError`: it was certainly not accepted, and the tries are used up or the client is closed;
     * - `SendOutcomeUnknownError`: it left, but no answer says whether it was accepted. It is not tried again, because it
     *   could arrive twice: wait for a status callback with its `clientMessageId`;
     * - the error of `journal` or `before`, or the signal's reason: no try of this message has been accepted.
     */
    send(message: OutgoingMessage, options?: SendOptions): Promise<Accepted>;
    /**
     * The status of a message; `undefined` if the provider does not know the message. There is one try. Rejects with
     * `SendRefusedError` or `SendFailedError`.
     */
    status(apiMessageId: string): Promise<MessageStatus | undefined>;
    /**
     * Marks an inbound message as read (the blue ticks). `messageId` is the inbound message's. There is one try. Rejects
     * with `SendRefusedError` or `SendFailedError`.
     */
    markRead(messageId: string): Promise<void>;
    /**
     * Uploads a file of up to 30 MB. Messages refer to it by its `fileId`. It is tried again like a message, and also if
     * the answer was lost. Rejects with `UploadFailedError`, which has the provider's error code if the file was refused.
     */
    upload(bytes: Uint8Array, options: UploadOptions): Promise<Uploaded>;
    /**
     * Downloads a file that a person sent, from the address that came with it. The request carries the key, so the
     * address must have the origin of `baseUrl`. Resolves when the provider begins to answer. Rejects with
     * `ForeignMediaError`, `MediaTooLargeError` or `DownloadFailedError`. The stream can fail with the latter two and
     * with `MediaHashError`.
     */
    download(url: string, options?: DownloadOptions): Promise<Download>;
    /**
     * Waits for the requests under way, except downloads, then closes the connections. Messages that wait for a request
     * or for another try, and those sent from now on, reject with `SendFailedError`.
     */
    close(): Promise<void>;
}
