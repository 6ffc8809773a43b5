import type { RootDatabase } from 'lmdb';
/**
 * Gathers writes that arrive during a transaction into the next one, so that transactions get larger under load, not
 * more frequent. LMDB's own thread commits them: no callback of a transaction runs on the main thread.
 */
export declare class LmdbWriter {
    #private;
    constructor(environment: RootDatabase);
    /** Resolves once the writes of `put` are visible and survive the end of the process. Rejects with StoreError. */
    write(put: () => void): Promise<void>;
    /** Like `write`, but resolves once the writes survive a power cut. */
    writeFlushed(put: () => void): Promise<void>;
    /** Runs a transaction on the main thread, after the writes under way. For rare work only. */
    transaction<T>(work: () => T): Promise<T>;
    /** Like `transaction`, but resolves once the result survives a power cut. */
    transactionFlushed<T>(work: () => T): Promise<T>;
}
