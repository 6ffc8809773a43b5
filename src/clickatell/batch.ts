import { SendFailedError } from '../core/errors.js';
import { errorOf, type Outcome } from './outcome.js';
import { errors, type WireMessage } from './wire.js';

/** What the client knows a message by, once the provider has it. */
export interface Accepted {
  /** Clickatell's id of the message; its status callbacks carry it as `messageId`. */
  apiMessageId: string;
}

export type OutgoingMessage = WireMessage & { clientMessageId: string };

export interface SendOptions {
  /**
   * Called at every try, in the same tick in which the try's request is put together: the last word on whether this
   * message may still leave. If it throws, the message does not leave, and `send` rejects with that error.
   */
  before?: (() => void) | undefined;
  /** Ends the waiting, with its reason. A request that is under way is not broken off: its outcome counts. */
  signal?: AbortSignal | undefined;
}

export interface BatcherOptions {
  batchSize: number;
  maxRequests: number;
  /** Sends the messages in one request; answers the outcome of each in their order. */
  post: (messages: readonly OutgoingMessage[]) => Promise<Outcome[]>;
}

interface Waiting extends SendOptions {
  message: OutgoingMessage;
  resolve: (accepted: Accepted) => void;
  reject: (reason: unknown) => void;
}

/**
 * Puts messages together into requests, first come, first served.
 *
 * A message that finds a free request (one of `maxRequests`) leaves within this turn of the event loop, with all that
 * came in the same turn. One that finds none waits with the others until a request ends, and leaves with up to
 * `batchSize` of them. So nobody waits while there is room, one slow request keeps only its own messages, and under
 * load the requests get larger and not more.
 */
export class Batcher {
  readonly #post: BatcherOptions['post'];
  readonly #maxRequests: number;
  #batchSize: number;
  #waiting = new Set<Waiting>();
  readonly #running = new Set<Promise<void>>();
  #scheduled = false;
  #closed = false;

  constructor({ batchSize, maxRequests, post }: BatcherOptions) {
    this.#batchSize = batchSize;
    this.#maxRequests = maxRequests;
    this.#post = post;
  }

  /** One try. Rejects with `RetryLater`, `SendRefusedError`, `SendOutcomeUnknownError`, or what `before` threw. */
  async send(message: OutgoingMessage, { before, signal }: SendOptions = {}): Promise<Accepted> {
    signal?.throwIfAborted();
    let leave = () => {};
    try {
      return await new Promise<Accepted>((resolve, reject) => {
        const waiting = { message, before, signal, resolve, reject };
        leave = () => {
          if (this.#waiting.delete(waiting)) reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave);
        this.#waiting.add(waiting);
        this.#schedule();
      });
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  /** Rejects what waits with `SendFailedError`, now and later, and resolves when the last request has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#schedule();
    await Promise.all(this.#running);
  }

  #schedule(): void {
    if (this.#closed) this.#rejectWaiting();
    if (this.#scheduled || this.#waiting.size === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      while (this.#running.size < this.#maxRequests) {
        const batch = this.#take();
        if (batch.length === 0) return;
        const run = this.#run(batch).finally(() => {
          this.#running.delete(run);
          this.#schedule();
        });
        this.#running.add(run);
      }
    });
  }

  /** The next request's messages. Two of the same id would answer for one another: the second waits for a later one. */
  #take(): Waiting[] {
    const batch = new Map<string, Waiting>();
    for (const waiting of this.#waiting) {
      if (batch.size >= this.#batchSize) break;
      const id = waiting.message.clientMessageId;
      if (batch.has(id)) continue;
      this.#waiting.delete(waiting);
      try {
        waiting.signal?.throwIfAborted();
        waiting.before?.();
        batch.set(id, waiting);
      } catch (error) {
        waiting.reject(error);
      }
    }
    return [...batch.values()];
  }

  async #run(batch: Waiting[]): Promise<void> {
    // Whatever breaks once a request is on its way, in the caller's observer for one, leaves the outcome open.
    const failed = (cause: unknown) => batch.map((): Outcome => ({ kind: 'unknown', problem: 'it broke off', cause }));
    const outcomes = await this.#post(batch.map(({ message }) => message)).catch(failed);
    const tooMany: Waiting[] = [];
    for (const [place, waiting] of batch.entries()) {
      const outcome = outcomes[place] ?? { kind: 'unknown', problem: 'no outcome' };
      if (outcome.kind === 'accepted') waiting.resolve({ apiMessageId: outcome.apiMessageId });
      else if (batch.length > 1 && isTooMany(outcome)) tooMany.push(waiting);
      else waiting.reject(errorOf(outcome));
    }
    if (tooMany.length === 0) return;
    // Half of what was too many, not half of the limit: several requests of one size may be refused at once.
    this.#batchSize = Math.min(this.#batchSize, Math.floor(batch.length / 2));
    this.#waiting = new Set([...tooMany, ...this.#waiting]);
  }

  #rejectWaiting(): void {
    for (const { reject } of this.#waiting) reject(new SendFailedError('the client is closed.'));
    this.#waiting.clear();
  }
}

/** Clickatell does not say how many messages a request may hold; it has been 200, and 99. */
function isTooMany(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.code === errors.tooManyMessages.code;
}
