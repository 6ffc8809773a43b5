import { createHash } from 'node:crypto';
import { createClient, ErrorReply } from '@redis/client';
import { StoreError } from '../../core/errors.js';
import { Answer } from './answer.js';
import { Deadlines } from './deadlines.js';

export type RedisClient = ReturnType<typeof newClient>;

const slowestRetryMs = 2000;

/** `connectsAgain` is asked whenever the connection has failed. */
export function newClient(url: string, answerMs: number, connectsAgain: () => boolean) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    // An idle connection that the other side has silently left is noticed by its pings.
    pingInterval: 5000,
    socket: {
      connectTimeout: answerMs,
      socketTimeout: 15_000,
      reconnectStrategy: (retries) => connectsAgain() && Math.min(50 * 2 ** retries, slowestRetryMs),
    },
  });
  // Each command that fails says so itself; an 'error' that nobody listens to would end the process.
  client.on('error', () => {});
  return client;
}

/** A Lua script, sent as its hash: the text is sent only to a Redis that does not know it yet. */
export class Script {
  readonly text: string;
  readonly hash: string;

  constructor(text: string) {
    this.text = text;
    this.hash = createHash('sha1').update(text).digest('hex');
  }
}

/**
 * A connection with a time limit and one way to fail. Commands fail at once while it is down; it connects again by
 * itself, and a connection that did not answer in time is given up for a new one: if the other side has gone without a
 * word, the machine itself would take a quarter of an hour to notice.
 */
export class RedisConnection {
  readonly client: RedisClient;
  readonly place: string;
  readonly answerMs: number;
  readonly #deadlines: Deadlines;
  readonly #loading = new Map<Script, Promise<unknown>>();
  #closing: Promise<void> | undefined;

  /** `place` names the store for the reader of an error, without its password. */
  constructor(client: RedisClient, place: string, answerMs: number) {
    this.client = client;
    this.place = place;
    this.answerMs = answerMs;
    this.#deadlines = new Deadlines(answerMs, () => this.#connectAnew());
  }

  /** Sends one command. `verb` is what could not be done if it fails, as in "could not be read". */
  async send(verb: string, args: string[]): Promise<unknown> {
    try {
      return await this.#send(args);
    } catch (cause) {
      throw this.#failed(verb, cause);
    }
  }

  /** Runs a script; rejects with StoreError if Redis does not do it. */
  async run(script: Script, key: string, args: readonly string[]): Promise<Answer> {
    try {
      return new Answer(await this.#evaluate(script, ['1', key, ...args]));
    } catch (cause) {
      throw this.#failed('read or written', cause);
    }
  }

  /** Ends the connection once what is under way has ended. Everything after it rejects. */
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
    try {
      return await this.#send(['EVALSHA', script.hash, ...args]);
    } catch (error) {
      if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))) throw error;
      await this.#load(script);
      return this.#send(['EVALSHA', script.hash, ...args]);
    }
  }

  /** Several calls can find at once that Redis does not know the script; the first sends it for all. */
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
    // While it is not ready, it is connecting already.
    if (!this.client.isReady || this.#closing) return;
    this.client.destroy();
    this.client.connect().catch(() => {});
  }
}
