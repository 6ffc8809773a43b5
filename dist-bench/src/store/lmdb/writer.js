import { StoreError } from '../../core/errors.js';
/**
 * Gathers writes that arrive during a transaction into the next one, so that transactions get larger under load, not
 * more frequent. LMDB's own thread commits them: no callback of a transaction runs on the main thread.
 */
export class LmdbWriter {
    #environment;
    #next;
    #isWriting = false;
    constructor(environment) {
        this.#environment = environment;
    }
    /** Resolves once the writes of `put` are visible and survive the end of the process. Rejects with StoreError. */
    write(put) {
        return this.#join(put).committed;
    }
    /** Like `write`, but resolves once the writes survive a power cut. */
    writeFlushed(put) {
        const group = this.#join(put);
        group.flushed ??= group.committed.then(async () => {
            await this.#environment.flushed;
        });
        return group.flushed;
    }
    /** Runs a transaction on the main thread, after the writes under way. For rare work only. */
    transaction(work) {
        return committed(this.#environment.transaction(work));
    }
    /** Like `transaction`, but resolves once the result survives a power cut. */
    async transactionFlushed(work) {
        const result = await this.transaction(work);
        await this.#environment.flushed;
        return result;
    }
    #join(put) {
        const group = this.#next ?? this.#newGroup();
        group.puts.push(put);
        return group;
    }
    #newGroup() {
        let settle = { resolve: () => { }, reject: () => { } };
        const done = new Promise((resolve, reject) => {
            settle = { resolve, reject };
        });
        const group = { puts: [], committed: done, settle };
        this.#next = group;
        if (!this.#isWriting)
            setImmediate(() => this.#begin());
        return group;
    }
    #begin() {
        const group = this.#next;
        if (!group || this.#isWriting)
            return;
        this.#next = undefined;
        this.#isWriting = true;
        const ended = () => {
            this.#isWriting = false;
            this.#begin();
        };
        // The writes gathered meanwhile were evaluated on top of those that failed, so they fail too.
        const fail = (error) => {
            const next = this.#next;
            this.#next = undefined;
            group.settle.reject(error);
            next?.settle.reject(error);
            ended();
        };
        try {
            const writing = this.#environment.batch(() => {
                for (const put of group.puts)
                    put();
            });
            committed(writing).then(() => {
                group.settle.resolve();
                ended();
            }, (error) => fail(error));
        }
        catch (error) {
            fail(error);
        }
    }
}
/**
 * The result of a write or transaction of LMDB-js. Rejects with StoreError if it cannot be committed, for example on a
 * full disk. Every write must pass through here: the error of LMDB-js contains a second rejected promise, which would
 * end the process if it were not handled.
 */
function committed(write) {
    return write.catch(async (error) => {
        if (!(error instanceof Error && 'commitError' in error)) {
            throw new StoreError('The store could not be written.', { cause: error });
        }
        const cause = await Promise.resolve(error.commitError).catch((reason) => reason);
        throw new StoreError('The store could not be written: LMDB could not commit. Is the disk full?', { cause });
    });
}
