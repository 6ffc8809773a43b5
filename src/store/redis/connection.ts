import { createHash } from 'node:crypto';
import { createClient, ErrorReply } from '@redis/client';
import { StoreError } from '../../core/errors.js';
import { Answer } from './answer.js';
import { Deadlines } from './deadlines.js';

export type RedisClient = ReturnType<typeof newClient>;

const slowestRetryMs = 2000;

/** `connectsAgain` is called whenever the connection has failed. Returns whether to connect again. */
export function newClient(url: string, answerMs: number, connectsAgain: () => boolean) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    // Pings detect an idle connection whose other side has disappeared.
    pingInterval: 5000,
    socket: {
      connectTimeout: answerMs,
      socketTimeout: 15_000,
      reconnectStrategy: (retries) => connectsAgain() && Math.min(50 * 2 ** retries, slowestRetryMs),
    },
  });
  // Failed commands reject themselves, but an 'error' event without a listener would end the process.
  client.on('error', () => {});
  return client;
}

/** A Lua script. Its text is sent once by each connection, and again to a Redis that has forgotten it. Else only its hash. */
export class Script {
  readonly text: string;
  readonly hash: string;

  constructor(text: string) {
    this.text = text;
    this.hash = createHash('sha1').update(text).digest('hex');
  }
}

/**
 * A connection with a time limit, which fails only with StoreError. It connects again by itself; while it is down,
 * commands fail at once. If it does not answer in time, it is replaced by a new one, because the operating system takes
 * a quarter of an hour to notice that the other side has disappeared.
 */
export class RedisConnection {
  readonly client: RedisClient;
  readonly place: string;
  readonly answerMs: number;
  readonly #deadlines: Deadlines;
  readonly #loading = new Map<Script, Promise<unknown>>();
  readonly #introduced = new Set<Script>();
  #closing: Promise<void> | undefined;

  /** `place` names the store in errors, without its password. */
  constructor(client: RedisClient, place: string, answerMs: number) {
    this.client = client;
    this.place = place;
    this.answerMs = answerMs;
    this.#deadlines = new Deadlines(answerMs, () => this.#connectAnew());
  }

  /** Sends one command. `verb` completes the error message "could not be …", for example with "read". */
  async send(verb: string, args: string[]): Promise<unknown> {
    try {
      return await this.#send(args);
    } catch (cause) {
      throw this.#failed(verb, cause);
    }
  }

  /** Runs a script. Rejects with StoreError if that fails. */
  async run(script: Script, key: string, args: readonly string[]): Promise<Answer> {
    try {
      return new Answer(await this.#evaluate(script, ['1', key, ...args]));
    } catch (cause) {
      throw this.#failed('read or written', cause);
    }
  }

  /** Closes the connection once the commands under way have ended. Every later call rejects. */
  close(): Promise<void> {
    this.#closing ??= this.#deadlines.idle().then(() => {
      if (this.client.isOpen) this.client.destroy();
    });
    return this.#closing;
  }

  closedError(): StoreError {
    return new StoreError(`The store ${this.place} is closed.`);
  }

  async #evaluate(script: Script, args: readonly string[]): Promise<unknown> {
    this.#introduce(script);
    try {
      return await this.#send(['EVALSHA', script.hash, ...args]);
    } catch (error) {
      if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))) throw error;
      await this.#load(script);
      return this.#send(['EVALSHA', script.hash, ...args]);
    }
  }

  /**
   * Sends the text right before the first call. If Redis had to ask for it instead, calls of other scripts would
   * overtake this one.
   */
  #introduce(script: Script): void {
    if (this.#introduced.has(script)) return;
    this.#introduced.add(script);
    // If this fails, the call fails too, or is answered that the script is not known.
    this.#load(script).catch(() => {});
  }

  /** Several calls at once can find that Redis does not know the script. The first of them sends it for all. */
  #load(script: Script): Promise<unknown> {
    const known = this.#loading.get(script);
    if (known) return known;
    const loading = this.#send(['SCRIPT', 'LOAD', script.text]).finally(() => this.#loading.delete(script));
    this.#loading.set(script, loading);
    return loading;
  }

  async #send(args: string[]): Promise<unknown> {
    if (this.#closing) throw this.closedError();
    return this.#deadlines.within<unknown>(this.client.sendCommand(args));
  }

  #failed(verb: string, cause: unknown): StoreError {
    if (cause instanceof StoreError) return cause;
    return new StoreError(`The store ${this.place} could not be ${verb}.`, { cause });
  }

  #connectAnew(): void {
    // A client that is not ready is already connecting.
    if (!this.client.isReady || this.#closing) return;
    this.client.destroy();
    this.client.connect().catch(() => {});
  }
}
