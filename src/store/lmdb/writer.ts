import type { RootDatabase } from 'lmdb';
import { StoreError } from '../../core/errors.js';

/** What is written in one transaction. */
interface Group {
  readonly puts: (() => void)[];
  readonly committed: Promise<void>;
  readonly settle: { resolve: () => void; reject: (error: unknown) => void };
  flushed?: Promise<void>;
}

/**
 * Gathers what is written while a transaction is under way into the next one, so that load makes transactions larger
 * and not more. LMDB's own thread commits them: no callback of a transaction runs on the main thread.
 */
export class LmdbWriter {
  readonly #environment: RootDatabase;
  #next: Group | undefined;
  #isWriting = false;

  constructor(environment: RootDatabase) {
    this.#environment = environment;
  }

  /** Resolves once what `put` writes is visible and survives the end of the process. Rejects with StoreError. */
  write(put: () => void): Promise<void> {
    return this.#join(put).committed;
  }

  /** As `write`, and survives a power cut. */
  writeFlushed(put: () => void): Promise<void> {
    const group = this.#join(put);
    group.flushed ??= group.committed.then(async () => {
      await this.#environment.flushed;
    });
    return group.flushed;
  }

  /** Runs a transaction on the main thread, behind what is being written; for what is seldom done. */
  transaction<T>(work: () => T): Promise<T> {
    return committed(this.#environment.transaction(work));
  }

  /** As `transaction`, and its result survives a power cut. */
  async transactionFlushed<T>(work: () => T): Promise<T> {
    const result = await this.transaction(work);
    await this.#environment.flushed;
    return result;
  }

  #join(put: () => void): Group {
    const group = this.#next ?? this.#newGroup();
    group.puts.push(put);
    return group;
  }

  #newGroup(): Group {
    let settle: Group['settle'] = { resolve: () => {}, reject: () => {} };
    const done = new Promise<void>((resolve, reject) => {
      settle = { resolve, reject };
    });
    const group: Group = { puts: [], committed: done, settle };
    this.#next = group;
    if (!this.#isWriting) setImmediate(() => this.#begin());
    return group;
  }

  #begin(): void {
    const group = this.#next;
    if (!group || this.#isWriting) return;
    this.#next = undefined;
    this.#isWriting = true;
    const ended = () => {
      this.#isWriting = false;
      this.#begin();
    };
    // What was gathered meanwhile was evaluated on what could not be written: it fails, too.
    const fail = (error: unknown) => {
      const next = this.#next;
      this.#next = undefined;
      group.settle.reject(error);
      next?.settle.reject(error);
      ended();
    };
    try {
      const writing = this.#environment.batch(() => {
        for (const put of group.puts) put();
      });
      committed(writing).then(
        () => {
          group.settle.resolve();
          ended();
        },
        (error: unknown) => fail(error),
      );
    } catch (error) {
      fail(error);
    }
  }
}

/**
 * What a write or a transaction of LMDB-js comes to; rejects with StoreError if it cannot be committed, as on a full
 * disk. Every write must pass through here: LMDB-js rejects with an error that holds a second promise, rejected too,
 * which would end the process if nobody took it.
 */
function committed<T>(write: Promise<T>): Promise<T> {
  return write.catch(async (error: unknown) => {
    if (!(error instanceof Error && 'commitError' in error)) {
      throw new StoreError('The store could not be written.', { cause: error });
    }
    const cause = await Promise.resolve(error.commitError).catch((reason: unknown) => reason);
    throw new StoreError('The store could not be written: LMDB could not commit. Is the disk full?', { cause });
  });
}
