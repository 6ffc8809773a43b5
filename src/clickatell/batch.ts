import { SendFailedError } from '../core/errors.js';
import { errorOf, type Outcome } from './outcome.js';
import { errors, type WireMessage } from './wire.js';

/** What the client knows a message by, once the provider has it. */
export interface Accepted {
  /** Clickatell's id of the message; its status callbacks carry it as `messageId`. */
  apiMessageId: string;
}

export type OutgoingMessage = WireMessage & { clientMessageId: string };

/**
 * Writes down what is about to leave in one request. Answers for each message, in order, the error that keeps it from
 * leaving, if there is one; if it rejects, none of them leaves.
 */
export type Journal = (messages: readonly OutgoingMessage[]) => Promise<readonly (Error | undefined)[]>;

export interface SendOptions {
  /**
   * Called at every try, right before the request, once for all of its messages that have the same journal. A message
   * that it keeps from leaving rejects with its error.
   */
  journal?: Journal | undefined;
  /**
   * Called at every try, behind the journal and in the same tick in which the request leaves: the last word on whether
   * this message may still leave. If it throws, the message does not leave, and `send` rejects with that error.
   */
  before?: (() => void) | undefined;
  /** Ends the waiting with the signal's reason. A request that is under way is not broken off: its outcome counts. */
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

  /** One try. Rejects with `RetryLater`, `SendRefusedError`, `SendOutcomeUnknownError`, or what kept it from leaving. */
  send(message: OutgoingMessage, options: SendOptions = {}): Promise<Accepted> {
    return options.signal ? this.#abortable(message, options, options.signal) : this.#wait(message, options);
  }

  #wait(message: OutgoingMessage, { before, journal }: SendOptions): Promise<Accepted> {
    return new Promise<Accepted>((resolve, reject) => {
      this.#waiting.add({ message, before, journal, resolve, reject });
      this.#schedule();
    });
  }

  async #abortable(message: OutgoingMessage, options: SendOptions, signal: AbortSignal): Promise<Accepted> {
    signal.throwIfAborted();
    let leave = () => {};
    try {
      return await new Promise<Accepted>((resolve, reject) => {
        const waiting = { ...options, message, resolve, reject };
        leave = () => {
          if (this.#waiting.delete(waiting)) reject(signal.reason);
        };
        signal.addEventListener('abort', leave);
        this.#waiting.add(waiting);
        this.#schedule();
      });
    } finally {
      signal.removeEventListener('abort', leave);
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
      batch.set(id, waiting);
    }
    return [...batch.values()];
  }

  /** Those of the messages that may leave, written down. The others are rejected. */
  async #admitted(taken: readonly Waiting[]): Promise<Waiting[]> {
    const kept = new Map<Waiting, unknown>();
    for (const journal of new Set(taken.map((waiting) => waiting.journal))) {
      if (!journal) continue;
      const waiting = taken.filter((each) => each.journal === journal);
      try {
        const refusals = await journal(waiting.map(({ message }) => message));
        for (const [place, each] of waiting.entries()) if (refusals[place]) kept.set(each, refusals[place]);
      } catch (error) {
        for (const each of waiting) kept.set(each, error);
      }
    }
    return taken.filter((waiting) => {
      try {
        if (kept.has(waiting)) throw kept.get(waiting);
        waiting.signal?.throwIfAborted();
        waiting.before?.();
        return true;
      } catch (error) {
        waiting.reject(error);
        return false;
      }
    });
  }

  async #run(taken: readonly Waiting[]): Promise<void> {
    const batch = await this.#admitted(taken);
    if (batch.length === 0) return;
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
