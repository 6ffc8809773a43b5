import { mkdirSync, realpathSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ConfigurationError, StoreError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import { within } from '../core/within.js';
import type { WebhookSecret } from '../inbound/authenticate.js';
import { isRecord } from '../inbound/fields.js';
import { isStoreAway, untilStored } from '../lanes/untilStored.js';
import { claim, holdInProcess, release } from '../store/owner.js';
import { fileMode, folderMode } from '../store/rights.js';
import type { Asked, ThreadOptions, Told } from './protocol.js';

/** Where and how callbacks are accepted in a thread of their own. */
export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** Default `/api/messages`. */
  readonly path?: string | undefined;
  /** Where callbacks are kept until the store has them. Of this process alone; created if it is missing. */
  readonly folder: string;
  /** More than this is not kept: callbacks are answered 503 then, so that they come again. Default 1 GiB. */
  readonly limitBytes?: number | undefined;
}

/** Accepts callbacks in a thread of its own. */
export interface CallbackListener {
  /** The address for callbacks, without the secret. */
  readonly url: string;
  readonly port: number;
  /** What is accepted and not yet in the store, in bytes. */
  readonly waitingBytes: number;
  /** Accepts nothing more. What is not yet in the store stays in the folder for the next process. */
  close(): Promise<void>;
}

export interface AcceptorDeps {
  /** `none` admits everybody. */
  readonly webhookSecret: WebhookSecret;
  /** Resolves once the callbacks are in the store; rejects while it is away. */
  readonly accept: (envelopes: readonly Record<string, unknown>[]) => Promise<void>;
  readonly observe: Observer | undefined;
}

const defaultLimitBytes = 1024 ** 3;
/** How many callbacks are taken into the store per turn of the event loop. */
const atOnce = 32;
/** How long to wait before a failed thread is started again, in ms. */
const againMs = 500;
const longestTurnOverMs = 30_000;

/** Tests run the source itself. */
const threadUrl = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);

/**
 * Accepts callbacks in a thread of its own: it authenticates them, stores them in a journal and answers, however busy
 * the turns keep the main thread. From the journal they come here, and go on as if they had just arrived.
 */
export class Acceptor implements CallbackListener {
  readonly #deps: AcceptorDeps;
  readonly #options: ThreadOptions;
  readonly #letGo: () => void;
  #thread: Worker | undefined;
  #port = 0;
  #taking = Promise.resolve();
  #closing: Promise<void> | undefined;
  readonly #whenTurnedOver: (() => void)[] = [];
  waitingBytes = 0;

  private constructor(options: ThreadOptions, letGo: () => void, deps: AcceptorDeps) {
    this.#options = options;
    this.#letGo = letGo;
    this.#deps = deps;
  }

  /** Rejects with ConfigurationError if it cannot listen, and with StoreError if the folder is in use. */
  static async listen(options: ListenOptions, deps: AcceptorDeps): Promise<Acceptor> {
    const { port, host = '127.0.0.1', path = '/api/messages', limitBytes = defaultLimitBytes } = options;
    const folder = folderOf(options.folder);
    const letGo = holdInProcess(folder);
    const given = { port, host, path, folder, limitBytes, webhookSecret: deps.webhookSecret };
    const acceptor = new Acceptor(given, letGo, deps);
    try {
      claim(folder, (step) => step());
      await acceptor.#start();
    } catch (error) {
      letGo();
      throw error;
    }
    return acceptor;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    const { host, path } = this.#options;
    const name = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
    return `http://${name}:${this.#port}${path}`;
  }

  /**
   * Resolves once everything that was accepted before is in the store and in no file any more. Rejects with StoreError if
   * that takes too long.
   */
  async turnOver(): Promise<void> {
    const done = new Promise<void>((resolve) => {
      this.#whenTurnedOver.push(resolve);
    });
    this.#ask({ kind: 'turnOver' });
    await within(longestTurnOverMs, done).catch((cause: unknown) => {
      throw new StoreError('The callbacks that were accepted are not all in the store yet: try again.', { cause });
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const thread = this.#thread;
    const ended = thread && new Promise((resolve) => thread.once('exit', resolve));
    this.#ask({ kind: 'close' });
    await Promise.all([ended, this.#taking]);
    release(this.#options.folder);
    this.#letGo();
  }

  /** Starts the thread; resolves once it listens. */
  #start(): Promise<void> {
    // Again on the same port, if it is not the first thread.
    const workerData: ThreadOptions = { ...this.#options, port: this.#port || this.#options.port };
    const thread = new Worker(threadUrl, { workerData });
    this.#thread = thread;
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        const { host, port } = this.#options;
        reject(new ConfigurationError(`Callbacks cannot be accepted on ${host}:${port}: ${reason}.`));
        void thread.terminate();
      };
      thread.on('message', (told: Told) => {
        if (told.kind === 'failed') return fail(told.reason);
        if (told.kind !== 'listening') return this.#hear(told);
        this.#port = told.port;
        resolve();
      });
      thread.on('error', (error) => {
        this.#fault(error);
        fail(error.message);
      });
      thread.on('exit', () => {
        if (this.#thread === thread && this.#port > 0) void this.#startAgain();
      });
    });
  }

  async #startAgain(): Promise<void> {
    while (!this.#closing) {
      await wait(againMs);
      try {
        if (!this.#closing) return await this.#start();
      } catch (error) {
        this.#fault(error);
      }
    }
  }

  #hear(told: Told): void {
    if (told.kind === 'refused') {
      const { status, reason } = told;
      this.#deps.observe?.({ kind: 'callback', status, accepted: 0, repeated: 0, passedOver: 0, reason });
    }
    if (told.kind === 'waiting') this.waitingBytes = told.bytes;
    if (told.kind === 'turnedOver') this.#whenTurnedOver.shift()?.();
    if (told.kind === 'callbacks') {
      this.#taking = this.#take(told.lines).then((isTaken) => {
        if (isTaken) this.#ask({ kind: 'taken', end: told.end });
      });
    }
  }

  /** Brings callbacks into the store. Resolves with `false` if the listener was closed before they were there. */
  async #take(lines: string): Promise<boolean> {
    const envelopes = lines.split('\n').flatMap((line) => this.#parse(line));
    const taking: Promise<boolean>[] = [];
    for (let from = 0; from < envelopes.length; from += atOnce) {
      taking.push(this.#accept(envelopes.slice(from, from + atOnce)));
      // A turn of the event loop for everything else.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return (await Promise.all(taking)).every((isTaken) => isTaken);
  }

  /** Tries while the store is away. What the store cannot take for another reason is kept apart, and told. */
  async #accept(envelopes: readonly Record<string, unknown>[]): Promise<boolean> {
    try {
      await untilStored(
        () => this.#deps.accept(envelopes),
        () => this.#closing !== undefined,
      );
      return true;
    } catch (error) {
      if (isStoreAway(error)) return false;
      if (envelopes.length > 1) {
        for (const envelope of envelopes) if (!(await this.#accept([envelope]))) return false;
        return true;
      }
      const kept = join(this.#options.folder, 'refused.ndjson');
      await appendFile(kept, `${JSON.stringify(envelopes[0])}\n`, { mode: fileMode });
      this.#fault(error);
      return true;
    }
  }

  #parse(line: string): Record<string, unknown>[] {
    try {
      const value: unknown = JSON.parse(line);
      if (isRecord(value)) return [value];
    } catch {
      // Told below.
    }
    this.#fault(new Error('A line of the journal of callbacks is damaged, and was passed over.'));
    return [];
  }

  #ask(asked: Asked): void {
    this.#thread?.postMessage(asked);
  }

  #fault(error: unknown): void {
    const fault = error instanceof Error ? error : new Error(String(error));
    this.#deps.observe?.({ kind: 'fault', where: 'callback', error: fault });
  }
}

function folderOf(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: folderMode });
    return realpathSync(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`The folder for callbacks, ${folder}, cannot be made: ${reason}.`);
  }
}
