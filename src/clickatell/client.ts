import { SendFailedError } from '../core/errors.js';
import { type Accepted, Batcher, type OutgoingMessage, type SendOptions } from './batch.js';
import { messagesBody } from './body.js';
import { type Download, Downloader, type DownloadOptions } from './download.js';
import { Http, type Reply } from './http.js';
import { type TransferOptions, type Uploaded, type UploadOptions, upload } from './media.js';
import { classify, classifyError, classifyStatus, errorOf } from './outcome.js';
import { type RetryTimes, withRetry } from './retry.js';
import { type ClickatellClientOptions, settingsOf } from './settings.js';
import { type MessageStatus, parseStatus } from './status.js';
import { errors, paths, readReceipt, sendAnswer } from './wire.js';

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
export class ClickatellClient {
  /** The business number that sends the messages, in digits. */
  readonly number: string;
  readonly baseUrl: string;
  readonly #retry: RetryTimes;
  readonly #batcher: Batcher;
  readonly #sending: Http;
  // Look-ups and read receipts get their own connection, so that they never delay a message.
  readonly #asking: Http;
  // Uploads get their own connections too: they take longer than any other request.
  readonly #uploading: Http;
  readonly #downloader: Downloader;
  readonly #transfer: TransferOptions;
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  constructor(options: ClickatellClientOptions) {
    const { apiKey, number, baseUrl, batchSize, maxRequests, timeoutMs, mediaTimeoutMs, retry } = settingsOf(options);
    const http = { apiKey, baseUrl, timeoutMs, observe: options.observe };
    this.number = number;
    this.baseUrl = baseUrl;
    this.#retry = retry;
    this.#sending = new Http({ ...http, connections: maxRequests });
    this.#asking = new Http({ ...http, connections: 2 });
    this.#uploading = new Http({ ...http, timeoutMs: mediaTimeoutMs, connections: 2 });
    this.#transfer = { retry, timeoutMs: mediaTimeoutMs, closing: this.#closing.signal };
    this.#downloader = new Downloader({ ...http, ...this.#transfer });
    this.#batcher = new Batcher({
      batchSize,
      maxRequests,
      post: async (messages, leaves) => {
        const body = messagesBody(messages);
        return classify(messages, await this.#sending.request('POST', paths.message, body, messages.length, leaves));
      },
    });
  }

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
  send(message: OutgoingMessage, options: SendOptions = {}): Promise<Accepted> {
    const signals = [this.#closing.signal, ...(options.signal ? [options.signal] : [])];
    return withRetry(() => this.#batcher.send(message, options), { ...this.#retry, signals });
  }

  /**
   * The status of a message; `undefined` if the provider does not know the message. There is one try. Rejects with
   * `SendRefusedError` or `SendFailedError`.
   */
  async status(apiMessageId: string): Promise<MessageStatus | undefined> {
    const reply = await this.#asking.request('GET', `${paths.message}/${encodeURIComponent(apiMessageId)}`);
    if (isMissing(reply)) return undefined;
    const status = parseStatus(apiMessageId, bodyOf(reply));
    if (!status) throw new SendFailedError('its answer about a status could not be read.');
    return status === 'unknown' ? undefined : status;
  }

  /**
   * Marks an inbound message as read (the blue ticks). `messageId` is the inbound message's. There is one try. Rejects
   * with `SendRefusedError` or `SendFailedError`.
   */
  async markRead(messageId: string): Promise<void> {
    const update = { channel: 'whatsapp', ...readReceipt, messageId, clientEventId: messageId };
    bodyOf(await this.#asking.request('POST', paths.notification, { event: { messageStatusUpdate: [update] } }));
  }

  /**
   * Uploads a file of up to 30 MB. Messages refer to it by its `fileId`. It is tried again like a message, and also if
   * the answer was lost. Rejects with `UploadFailedError`, which has the provider's error code if the file was refused,
   * and with `UploadsOffError` if uploads are not enabled for the integration.
   */
  upload(bytes: Uint8Array, options: UploadOptions): Promise<Uploaded> {
    return upload(this.#uploading, bytes, options, this.#transfer);
  }

  /** Sends at most so many messages in one request from now on. It never raises the limit. */
  limitBatch(most: number): void {
    this.#batcher.limit(most);
  }

  /**
   * Downloads a file that a person sent, from the address that came with it. The request carries the key, so the
   * address must have the origin of `baseUrl`. Resolves when the provider begins to answer. Rejects with
   * `ForeignMediaError`, `MediaTooLargeError` or `DownloadFailedError`. The stream can fail with the latter two and
   * with `MediaHashError`.
   */
  download(url: string, options?: DownloadOptions): Promise<Download> {
    return this.#downloader.download(url, options);
  }

  /**
   * Waits for the requests under way, except downloads, then closes the connections. Messages that wait for a request
   * or for another try, and those sent from now on, reject with `SendFailedError`.
   */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort(new SendFailedError('the client is closed.'));
    await this.#batcher.close();
    await Promise.all([this.#sending, this.#asking, this.#uploading, this.#downloader].map((one) => one.close()));
  }
}

function isMissing(reply: Reply): boolean {
  return reply.kind === 'answer' && (reply.status === 404 || errorIn(reply.body)?.code === errors.noSuchResource.code);
}

/**
 * The body of a successful answer. These requests can be repeated, so anything but a refusal is a `SendFailedError`.
 */
function bodyOf(reply: Reply): unknown {
  if (reply.kind !== 'answer') throw new SendFailedError(reply.problem, { cause: reply.cause });
  const error = errorIn(reply.body);
  if (!error && reply.status < 300) return reply.body;
  const outcome = error ? classifyError(error, reply.status) : classifyStatus(reply.status);
  if (outcome.kind === 'refused') throw errorOf(outcome);
  throw new SendFailedError(`HTTP ${reply.status}`, outcome.kind === 'later' ? { code: outcome.code } : {});
}

function errorIn(body: unknown) {
  const answer = sendAnswer.pick({ error: true }).safeParse(body);
  return answer.success ? answer.data.error : undefined;
}
