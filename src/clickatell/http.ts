import { errors, Pool } from 'undici';
import { lastFour } from '../core/conversation.js';
import type { Observer } from '../core/observe.js';
import { type Exchanged, exchange } from './exchange.js';

/**
 * The result of a request. `body` is the parsed JSON; `undefined` if the answer is not JSON. `date` is the header of this
 * name: the provider's time of the answer.
 */
export type Reply =
  | { kind: 'answer'; status: number; body: unknown; date?: string | undefined }
  | { kind: 'unsent' | 'lost'; problem: string; cause: Error | undefined };

export interface HttpOptions {
  apiKey: string;
  baseUrl: string;
  connections: number;
  timeoutMs: number;
  observe?: Observer | undefined;
}

/**
 * Less than the 5 s after which many servers close an idle connection. If a request is sent while the server closes the
 * connection, nobody knows whether it was read. A new connection costs far less than that doubt.
 */
const keepAliveMs = 4_000;

/** Far more than an answer of this API has. */
const maxAnswerBytes = 1024 * 1024;

interface ExchangeOptions {
  contentType: string;
  timeoutMs: number;
  messages: number;
  leaves?: (() => void) | undefined;
}

/** HTTP requests to the provider: JSON both ways (except for uploads), the key in a header, connections kept alive. */
export class Http {
  readonly #pool: Pool;
  readonly #prefix: string;
  readonly #apiKey: string;
  readonly #timeoutMs: number;
  readonly #observe: Observer | undefined;

  constructor({ apiKey, baseUrl, connections, timeoutMs, observe }: HttpOptions) {
    const { origin, pathname } = new URL(baseUrl);
    this.#pool = new Pool(origin, {
      connections,
      connectTimeout: timeoutMs,
      // `exchange` has one time limit for everything.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMs,
      maxResponseSize: maxAnswerBytes,
    });
    this.#prefix = pathname.replace(/\/+$/, '');
    this.#apiKey = apiKey;
    this.#timeoutMs = timeoutMs;
    this.#observe = observe;
  }

  /**
   * One request, without retries. `body` is sent as JSON; text and bytes are JSON already. `messages` is for the observer. `leaves`: see `exchange`. Never rejects because of the
   * network or the provider.
   */
  async request(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    messages = 0,
    leaves?: () => void,
  ): Promise<Reply> {
    const isJson = typeof body === 'string' || body instanceof Uint8Array;
    const json = body === undefined ? null : isJson ? body : JSON.stringify(body);
    return this.#exchange(method, path, json, {
      contentType: 'application/json',
      timeoutMs: this.#timeoutMs,
      messages,
      leaves,
    });
  }

  /** Posts the bytes of a file, otherwise as `request`. `timeoutMs` is for this one try. */
  async upload(path: string, bytes: Uint8Array, contentType: string, timeoutMs: number): Promise<Reply> {
    return this.#exchange('POST', path, bytes, { contentType, timeoutMs, messages: 0 });
  }

  async #exchange(
    method: 'GET' | 'POST',
    path: string,
    body: string | Uint8Array | null,
    { contentType, timeoutMs, messages, leaves }: ExchangeOptions,
  ): Promise<Reply> {
    const began = performance.now();
    const exchanged = await exchange(
      this.#pool,
      {
        method,
        path: `${this.#prefix}${path}`,
        headers: { authorization: this.#apiKey, accept: 'application/json', 'content-type': contentType },
        body,
      },
      timeoutMs,
      leaves,
    );
    const status = exchanged.kind === 'answer' ? exchanged.status : 0;
    this.#observe?.({ kind: 'request', status, durationMs: performance.now() - began, messages });
    return this.#read(exchanged);
  }

  /** Lets the requests under way end, then closes the connections. */
  async close(): Promise<void> {
    await this.#pool.close();
  }

  #read(exchanged: Exchanged): Reply {
    if (exchanged.kind === 'answer') {
      const { status, text, date } = exchanged;
      return { kind: 'answer', status, body: parseAnswer(text, this.#apiKey), date };
    }
    // undici's parser error contains bytes of the answer, and a server may have echoed our key.
    const { kind, problem, cause } = exchanged;
    return { kind, problem, cause: cause instanceof errors.HTTPParserError ? undefined : cause };
  }
}

/** Parses an answer. Descriptions end up in errors and logs, so the key and numbers are removed from them. */
export function parseAnswer(text: string, apiKey: string): unknown {
  try {
    // Most answers accept everything and describe nothing: a reviver takes many times as long as the parser.
    if (!text.includes('"description"')) return JSON.parse(text);
    return JSON.parse(text, (name: string, value: unknown) =>
      name === 'description' && typeof value === 'string'
        ? value.replaceAll(apiKey, '[key]').replace(/\d{7,}/g, lastFour)
        : value,
    );
  } catch {
    return undefined;
  }
}
