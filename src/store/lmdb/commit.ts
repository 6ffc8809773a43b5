import { StoreError } from '../../core/errors.js';

/**
 * What a write or a transaction of LMDB-js comes to; rejects with StoreError where it cannot be committed, as on a
 * full disk. Every write must pass through here: LMDB-js rejects with an error that holds a second promise, rejected
 * too, which would end the process if nobody took it.
 */
export function committed<T>(write: Promise<T>): Promise<T> {
  return write.catch(async (error: unknown) => {
    if (!(error instanceof Error && 'commitError' in error)) throw error;
    const cause = await Promise.resolve(error.commitError).catch((reason: unknown) => reason);
    throw new StoreError('The store could not be written: LMDB could not commit. Is the disk full?', { cause });
  });
}
