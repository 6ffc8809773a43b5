import { errors, Pool } from 'undici';
import { lastFour } from '../core/conversation.js';
import type { Observer } from '../core/observe.js';
import { type Exchanged, exchange } from './exchange.js';

/** What came of a request. `body` is the parsed JSON; `undefined` where the answer was none. */
export type Reply =
  | { kind: 'answer'; status: number; body: unknown }
  | { kind: 'unsent' | 'lost'; problem: string; cause: Error | undefined };

export interface HttpOptions {
  apiKey: string;
  baseUrl: string;
  connections: number;
  timeoutMs: number;
  observe?: Observer | undefined;
}

/**
 * Less than the 5 s after which many servers close an idle connection. A request that crosses such a close is lost
 * without our knowing whether it was read; a new connection costs far less than that doubt.
 */
const keepAliveMs = 4_000;

/** No answer of this API is anywhere near it. */
const maxAnswerBytes = 1024 * 1024;

/** The provider's HTTP: JSON both ways (but for uploads), the key in its header, connections kept. */
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
      // `exchange` holds the one time limit, over all of these together.
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

  /** One request, one try. `messages` is for the observer. Never rejects because of the network or the provider. */
  async request(method: 'GET' | 'POST', path: string, body?: unknown, messages = 0): Promise<Reply> {
    const json = body === undefined ? null : JSON.stringify(body);
    return this.#exchange(method, path, json, {
      contentType: 'application/json',
      timeoutMs: this.#timeoutMs,
      messages,
    });
  }

  /** Posts a file as it is; else as `request`. `timeoutMs` is for this one try. */
  async upload(path: string, bytes: Uint8Array, contentType: string, timeoutMs: number): Promise<Reply> {
    return this.#exchange('POST', path, bytes, { contentType, timeoutMs, messages: 0 });
  }

  async #exchange(
    method: 'GET' | 'POST',
    path: string,
    body: string | Uint8Array | null,
    { contentType, timeoutMs, messages }: { contentType: string; timeoutMs: number; messages: number },
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
      return { kind: 'answer', status: exchanged.status, body: parseAnswer(exchanged.text, this.#apiKey) };
    }
    // undici's parser error holds the bytes that it could not read, and a server may have sent our own back.
    const { kind, problem, cause } = exchanged;
    return { kind, problem, cause: cause instanceof errors.HTTPParserError ? undefined : cause };
  }
}

/** Descriptions end up in errors and logs, and may repeat what was sent: the key, a person's number. */
export function parseAnswer(text: string, apiKey: string): unknown {
  try {
    return JSON.parse(text, (name: string, value: unknown) =>
      name === 'description' && typeof value === 'string'
        ? value.replaceAll(apiKey, '[key]').replace(/\d{7,}/g, lastFour)
        : value,
    );
  } catch {
    return undefined;
  }
}
