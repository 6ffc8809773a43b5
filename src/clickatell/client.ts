import { SendFailedError } from '../core/errors.js';
import { type Accepted, Batcher, type OutgoingMessage, type SendOptions } from './batch.js';
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
  /** The business number that messages come from, digits. */
  readonly number: string;
  readonly baseUrl: string;
  readonly #retry: RetryTimes;
  readonly #batcher: Batcher;
  readonly #sending: Http;
  // Look-ups and read receipts have a connection of their own: they shall never stand in a message's way.
  readonly #asking: Http;
  // Nor shall files, which take longer than anything.
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
      post: async (messages) =>
        classify(messages, await this.#sending.request('POST', paths.message, { messages }, messages.length)),
    });
  }

  /**
   * Hands one message to the provider, together with others that are sent about the same time. What the provider
   * could not take is tried again, after a while that grows. Resolves when it is accepted, which is not yet delivered.
   *
   * Rejects with
   * - `SendRefusedError`: the provider does not want it, now or later;
   * - `SendFailedError`: it was certainly not accepted, and the tries are used up or the client is closed;
   * - `SendOutcomeUnknownError`: it left, and no answer tells what became of it. It is not tried again, for it could
   *   arrive twice: wait for a status callback with its `clientMessageId`;
   * - what `before` threw, or the signal's reason: no try of this message has been accepted.
   */
  send(message: OutgoingMessage, options: SendOptions = {}): Promise<Accepted> {
    const signals = [this.#closing.signal, ...(options.signal ? [options.signal] : [])];
    return withRetry(() => this.#batcher.send(message, options), { ...this.#retry, signals });
  }

  /**
   * Where a message stands; `undefined` when the provider knows no such message. One try: rejects with
   * `SendRefusedError` or `SendFailedError`.
   */
  async status(apiMessageId: string): Promise<MessageStatus | undefined> {
    const reply = await this.#asking.request('GET', `${paths.message}/${encodeURIComponent(apiMessageId)}`);
    if (isMissing(reply)) return undefined;
    const status = parseStatus(apiMessageId, bodyOf(reply));
    if (!status) throw new SendFailedError('its answer about a status could not be read.');
    return status;
  }

  /**
   * Shows the person that an inbound message was read (the blue ticks). `messageId` is the inbound message's. One try:
   * rejects with `SendRefusedError` or `SendFailedError`.
   */
  async markRead(messageId: string): Promise<void> {
    const update = { channel: 'whatsapp', ...readReceipt, messageId, clientEventId: messageId };
    bodyOf(await this.#asking.request('POST', paths.notification, { event: { messageStatusUpdate: [update] } }));
  }

  /**
   * Uploads a file of up to 30 MB, for messages to name it by its `fileId`. Tried again as messages are, and where the
   * answer was lost too. Rejects with `UploadFailedError`; the provider's error code is in it where the file was refused.
   */
  upload(bytes: Uint8Array, options: UploadOptions): Promise<Uploaded> {
    return upload(this.#uploading, bytes, options, this.#transfer);
  }

  /**
   * Downloads a file that a person sent, by the address that came with it. The key goes with the request, so the
   * address must be one of `baseUrl`'s origin. Resolves when the provider begins to answer. Rejects with
   * `ForeignMediaError`, `MediaTooLargeError` or `DownloadFailedError`; so does the stream, and with `MediaHashError`.
   */
  download(url: string, options?: DownloadOptions): Promise<Download> {
    return this.#downloader.download(url, options);
  }

  /**
   * Waits for the requests under way, downloads excepted, then closes the connections. Messages that wait for a request or for another
   * try, and those sent from now on, are rejected with `SendFailedError`.
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

/** The body of a successful answer. Asking changes nothing, so all that is not a refusal is one failure. */
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
