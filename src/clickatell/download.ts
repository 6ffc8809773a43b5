import { createHash } from 'node:crypto';
import { pipeline, type Readable, Transform } from 'node:stream';
import { type Dispatcher, errors as httpErrors, Pool } from 'undici';
import {
  ClickatellAdapterError,
  DownloadFailedError,
  ForeignMediaError,
  MediaHashError,
  MediaTooLargeError,
} from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import { parseAnswer } from './http.js';
import { judgeFailure, type TransferOptions } from './media.js';
import { RetryLater, withRetry } from './retry.js';

export interface DownloadOptions {
  /** A larger file is refused, or broken off. Default 100 MB, the most that WhatsApp takes of anything. */
  maxBytes?: number | undefined;
  /** The file's SHA-256, hex or base64. What has another ends its stream with `MediaHashError`. */
  sha256?: string | undefined;
}

/** A file as it comes in. */
export interface Download {
  /** As the provider says; empty where it does not. */
  readonly contentType: string;
  /** `undefined` where the provider does not say. */
  readonly byteSize: number | undefined;
  /**
   * The bytes. Read it or destroy it: it holds a connection. It fails with `MediaTooLargeError`, `MediaHashError`
   * (both only after a part was read) or `DownloadFailedError`.
   */
  readonly stream: Readable;
}

export interface DownloaderOptions extends TransferOptions {
  apiKey: string;
  baseUrl: string;
  observe?: Observer | undefined;
}

const MB = 1024 * 1024;
/** No error of this API is anywhere near it. */
const longestErrorBytes = 64 * 1024;

/** Downloads what persons sent, with the key, from the provider and nobody else. */
export class Downloader {
  readonly #origin: string;
  readonly #pool: Pool;
  readonly #options: DownloaderOptions;

  constructor(options: DownloaderOptions) {
    this.#origin = new URL(options.baseUrl).origin;
    // As many connections as there are files being read: one that nobody reads on must not hold up the others.
    this.#pool = new Pool(this.#origin, { headersTimeout: 0, bodyTimeout: 0, connectTimeout: options.timeoutMs });
    this.#options = options;
  }

  /** Rejects with `ForeignMediaError`, `MediaTooLargeError` or `DownloadFailedError`. Follows no redirect. */
  async download(url: string, { maxBytes = 100 * MB, sha256 }: DownloadOptions = {}): Promise<Download> {
    const target = URL.canParse(url) ? new URL(url) : undefined;
    if (target?.origin !== this.#origin) throw new ForeignMediaError();
    const { timeoutMs } = this.#options;
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort(new DownloadFailedError(`time-out after ${timeoutMs} ms`));
    }, timeoutMs);
    try {
      const { headers, body } = await this.#open(target.pathname + target.search, limit.signal);
      const length = Number(headers['content-length'] ?? Number.NaN);
      if (length > maxBytes) {
        body.on('error', () => {}).destroy();
        throw new MediaTooLargeError(maxBytes);
      }
      const checked = checks(maxBytes, sha256);
      // Whoever reads it is told of the error by reading; nobody may be there yet, or any more.
      checked.on('error', () => {});
      const stream = pipeline(body, checked, () => clearTimeout(timer));
      const byteSize = Number.isNaN(length) ? undefined : length;
      return { contentType: textOf(headers['content-type']), byteSize, stream };
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    await this.#pool.destroy(new DownloadFailedError('the client is closed.'));
  }

  async #open(path: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    let problem = 'the client is closed.';
    const attempt = async () => {
      const answer = await this.#request(path, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        problem = error instanceof Error && 'code' in error ? String(error.code) : 'the connection failed';
        // undici's parser error holds the bytes that it could not read, and a server may have sent our own back.
        throw new RetryLater(problem, error instanceof httpErrors.HTTPParserError ? {} : { cause: error });
      });
      if (answer.statusCode === 200) return answer;
      const outcome = judgeFailure(await this.#errorIn(answer), answer.statusCode);
      if (outcome.kind === 'refused') throw new DownloadFailedError(outcome.description, { code: outcome.code });
      problem = outcome.problem;
      throw new RetryLater(problem, outcome);
    };
    const { retry, closing } = this.#options;
    try {
      return await withRetry(attempt, { ...retry, signals: [closing, signal] });
    } catch (error) {
      if (error instanceof DownloadFailedError) throw error;
      throw new DownloadFailedError(problem, { cause: error });
    }
  }

  async #request(path: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const began = performance.now();
    let status = 0;
    try {
      const headers = { authorization: this.#options.apiKey, accept: '*/*' };
      const answer = await this.#pool.request({ method: 'GET', path, headers, signal });
      status = answer.statusCode;
      return answer;
    } finally {
      this.#options.observe?.({ kind: 'request', status, durationMs: performance.now() - began, messages: 0 });
    }
  }

  async #errorIn({ body }: Dispatcher.ResponseData): Promise<unknown> {
    const chunks: Buffer[] = [];
    let length = 0;
    try {
      for await (const data of body) {
        const chunk: Buffer = data;
        chunks.push(chunk);
        length += chunk.length;
        if (length > longestErrorBytes) return undefined;
      }
    } catch {
      return undefined;
    }
    return parseAnswer(Buffer.concat(chunks).toString(), this.#options.apiKey);
  }
}

/** Hands the bytes on, and fails where they are too many or, at their end, not those of the hash. */
function checks(maxBytes: number, sha256: string | undefined): Transform {
  const expected = sha256 === undefined ? undefined : hexOf(sha256);
  const hash = createHash('sha256');
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > maxBytes) return done(new MediaTooLargeError(maxBytes));
      if (expected !== undefined) hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(expected !== undefined && hash.digest('hex') !== expected ? new MediaHashError() : null);
    },
    destroy(error, done) {
      const isOurs = error === null || error instanceof ClickatellAdapterError;
      done(isOurs ? error : new DownloadFailedError('it broke off', { cause: error }));
    },
  });
}

/** Clickatell's samples have hex, WhatsApp's base64. Of any other form nothing can be told. */
function hexOf(sha256: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(sha256)) return sha256.toLowerCase();
  return /^[\w+/-]{43}=?$/.test(sha256) ? Buffer.from(sha256, 'base64').toString('hex') : undefined;
}

function textOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : (header?.[0] ?? '');
}
