import { SendFailedError } from '../core/errors.js';
import { errorOf, type Outcome } from './outcome.js';
import { errors, type WireMessage } from './wire.js';

/** A message that the provider has accepted. */
export interface Accepted {
  /** Clickatell's id of the message; its status callbacks carry it as `messageId`. */
  apiMessageId: string;
}

/** A message as the One API takes it, with our id of it. */
export type OutgoingMessage = WireMessage & { clientMessageId: string };

/** Records the messages of one request right before it leaves. If it rejects, none of them leaves. */
export type Journal = (messages: readonly OutgoingMessage[]) => Promise<Recorded>;

export interface Recorded {
  /** For each message, in order, the error that keeps it from leaving, if there is one. */
  readonly refusals: readonly (Error | undefined)[];
  /**
   * Called when there is a connection, right before the first byte is written. If it throws, none of them leaves, and
   * all are tried again.
   */
  readonly handOver?: (() => void) | undefined;
}

/** What is done right before the request that carries a message. */
export interface SendOptions {
  /**
   * Called at every try, right before the request, once for all its messages with the same journal. If it returns an
   * error for this message, `send` rejects with that error.
   */
  journal?: Journal | undefined;
  /**
   * The last check of whether this message may still leave. Called at every try, after the journal and in the same tick
   * in which the request is made. If it throws, the message does not leave, and `send` rejects with that error.
   */
  before?: (() => void) | undefined;
  /** Ends the wait and rejects with the signal's reason. A request under way is not aborted: its outcome counts. */
  signal?: AbortSignal | undefined;
}

export interface BatcherOptions {
  batchSize: number;
  maxRequests: number;
  /**
   * Sends the messages in one request. Calls `leaves` right before its first byte is written, and writes nothing if that
   * throws. Resolves with the outcome of each message, in their order.
   */
  post: (messages: readonly OutgoingMessage[], leaves: () => void) => Promise<Outcome[]>;
}

interface Waiting extends SendOptions {
  message: OutgoingMessage;
  resolve: (accepted: Accepted) => void;
  reject: (reason: unknown) => void;
}

/**
 * Gathers messages into requests, first come, first served.
 *
 * If fewer than `maxRequests` requests are under way, a message leaves within this turn of the event loop, together
 * with all others of the same turn. Otherwise it waits until a request ends, and leaves together with up to `batchSize`
 * messages. So no message waits while there is room, a slow request delays only its own messages, and under load the
 * requests get larger, not more frequent.
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

  /**
   * One try. Rejects with `RetryLater`, `SendRefusedError`, `SendOutcomeUnknownError`, or what kept it from leaving.
   */
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

  /** Puts at most so many messages into a request from now on. It never raises the limit. */
  limit(most: number): void {
    this.#batchSize = Math.max(1, Math.min(this.#batchSize, most));
  }

  /** Rejects all waiting and later messages with `SendFailedError`. Resolves when the last request has ended. */
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

  /** The next request's messages. Of two with the same id, the second waits: their answers could not be told apart. */
  #take(): Waiting[] {
    const batch = new Map<string, Waiting>();
    let insideLength = 0;
    for (const waiting of this.#waiting) {
      if (batch.size >= this.#batchSize) break;
      const id = waiting.message.clientMessageId;
      if (batch.has(id)) continue;
      insideLength += lengthInside(waiting.message);
      if (batch.size > 0 && insideLength > mostInside) break;
      this.#waiting.delete(waiting);
      batch.set(id, waiting);
    }
    return [...batch.values()];
  }

  /** Calls the journals and returns the messages that may leave. The others are rejected. */
  async #admitted(taken: readonly Waiting[]): Promise<{ batch: Waiting[]; leaves: () => void }> {
    const kept = new Map<Waiting, unknown>();
    const handOvers: (() => void)[] = [];
    for (const journal of new Set(taken.map((waiting) => waiting.journal))) {
      if (!journal) continue;
      const waiting = taken.filter((each) => each.journal === journal);
      try {
        const { refusals, handOver } = await journal(waiting.map(({ message }) => message));
        if (handOver) handOvers.push(handOver);
        for (const [place, each] of waiting.entries()) if (refusals[place]) kept.set(each, refusals[place]);
      } catch (error) {
        for (const each of waiting) kept.set(each, error);
      }
    }
    const batch = taken.filter((waiting) => {
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
    const leaves = () => {
      for (const handOver of handOvers) handOver();
    };
    return { batch, leaves };
  }

  async #run(taken: readonly Waiting[]): Promise<void> {
    const { batch, leaves } = await this.#admitted(taken);
    if (batch.length === 0) return;
    // Any error after the request has left, for example one of the caller's observer, leaves the outcome unknown.
    const failed = (cause: unknown) => batch.map((): Outcome => ({ kind: 'unknown', problem: 'it broke off', cause }));
    const outcomes = await this.#post(
      batch.map(({ message }) => message),
      leaves,
    ).catch(failed);
    const tooMany: Waiting[] = [];
    for (const [place, waiting] of batch.entries()) {
      const outcome = outcomes[place] ?? { kind: 'unknown', problem: 'no outcome' };
      if (outcome.kind === 'accepted') waiting.resolve({ apiMessageId: outcome.apiMessageId });
      else if (batch.length > 1 && isTooMany(outcome)) tooMany.push(waiting);
      else waiting.reject(errorOf(outcome));
    }
    if (tooMany.length === 0) return;
    // Half of the refused size and not of the limit: several requests of one size may be refused at the same time.
    this.#batchSize = Math.min(this.#batchSize, Math.floor(batch.length / 2));
    this.#waiting = new Set([...tooMany, ...this.#waiting]);
  }

  #rejectWaiting(): void {
    for (const { reject } of this.#waiting) reject(new SendFailedError('the client is closed.'));
    this.#waiting.clear();
  }
}

/** Of 20 MB for a whole request, what files inside its messages may take as base64. The rest is for everything else. */
export const mostInside = 19_000_000;

function lengthInside({ contentType, content = '' }: OutgoingMessage): number {
  return contentType === undefined ? 0 : content.length;
}

/** Clickatell does not document how many messages a request may hold. It has been 200, and 99. */
function isTooMany(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.code === errors.tooManyMessages.code;
}
