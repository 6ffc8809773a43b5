import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Clock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors.js';
import { answerOf } from '../inbound/answer.js';
import { type Authenticate, authenticator, noSecret } from '../inbound/authenticate.js';
import type { InboundEvent } from '../inbound/event.js';
import { isRecord } from '../inbound/fields.js';
import { parseCallback } from '../inbound/parse.js';
import { receive } from '../inbound/receive.js';
import { answerNode, nodeSource } from '../inbound/rims.js';
import { fieldNames } from './fieldNames.js';

/** One entry of a callback, as it arrived. */
export interface Arrival {
  /** The name of its event, as `moText`. */
  readonly name: string;
  readonly event: InboundEvent;
  /** The names of its fields, as `content` and `whatsapp.profileName`. */
  readonly fields: readonly string[];
  /** When it arrived, in epoch ms. */
  readonly at: number;
  readonly headers: IncomingHttpHeaders;
  /** How the secret came. */
  readonly secret: 'query' | 'basic' | 'none';
}

export interface InboxOptions {
  readonly host: string;
  readonly port: number;
  /** See `authenticator`. */
  readonly secret: string;
  readonly clock: Clock;
}

/** Listens for callbacks while the doctor works, with the same checks as the channel, and keeps what arrives. */
export class Inbox {
  readonly arrivals: Arrival[] = [];
  /** Callbacks that were refused because they did not carry the secret. */
  withoutSecret = 0;
  /** Callbacks that could not be read, or of which nothing could be used. */
  unusable = 0;
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #secret: string;
  readonly #authenticate: Authenticate;
  readonly #listeners = new Set<() => void>();

  /** Rejects with a `ConfigurationError` if it cannot listen there. */
  static async open(options: InboxOptions): Promise<Inbox> {
    const inbox = new Inbox(options);
    const { host, port } = options;
    const listening = once(inbox.#server, 'listening');
    inbox.#server.listen(port, host);
    await listening.catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ConfigurationError(
        `--port, --host: the doctor cannot listen on ${host}:${port}: ${reason}. Stop your program while it runs, or ` +
          'choose another port.',
      );
    });
    return inbox;
  }

  private constructor({ secret, clock }: InboxOptions) {
    this.#secret = secret;
    this.#clock = clock;
    this.#authenticate = authenticator(secret);
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** The first arrival from `after` on that matches; `undefined` once the signal is aborted. */
  async next(matches: (arrival: Arrival) => boolean, signal: AbortSignal, after = 0): Promise<Arrival | undefined> {
    let looked = after;
    for (;;) {
      const found = this.arrivals.slice(looked).find(matches);
      if (found || signal.aborted) return found;
      looked = this.arrivals.length;
      await this.#somethingNew(signal);
    }
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #somethingNew(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.#listeners.delete(end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      this.#listeners.add(end);
      signal.addEventListener('abort', end);
    });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      answerNode(response, answerOf(405, 'Callbacks come by POST.'));
      return;
    }
    const at = this.#clock.now();
    const received = await receive(nodeSource(request), this.#authenticate);
    if (received.ok) this.#keep(received.value, request, at);
    else if (received.status === 401) this.withoutSecret += 1;
    else this.unusable += 1;
    answerNode(response, received.ok ? answerOf(200) : answerOf(received.status, received.reason));
    for (const listener of [...this.#listeners]) listener();
  }

  #keep(envelope: Record<string, unknown>, { url, headers }: IncomingMessage, at: number): void {
    const secret = this.#wayOfSecret(url);
    const before = this.arrivals.length;
    for (const [name, entries] of Object.entries(isRecord(envelope.event) ? envelope.event : {})) {
      for (const entry of Array.isArray(entries) ? entries : [entries]) {
        const [event] = parseCallback({ ...envelope, event: { [name]: [entry] } }).events;
        if (event) this.arrivals.push({ name, event, fields: fieldNames(entry), at, headers, secret });
      }
    }
    if (this.arrivals.length === before) this.unusable += 1;
  }

  #wayOfSecret(url: string | undefined): Arrival['secret'] {
    if (this.#secret === noSecret) return 'none';
    return this.#authenticate({ url, headers: {} }) ? 'query' : 'basic';
  }
}
