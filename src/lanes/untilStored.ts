import { setTimeout as wait } from 'node:timers/promises';
import { DamagedValueError, StoreError } from '../core/errors.js';

const againMs = 100;

/** Whether the error says that the store is away: it says nothing of what was to be done. */
export function isStoreAway(error: unknown): boolean {
  return error instanceof StoreError && !(error instanceof DamagedValueError);
}

/** Repeats what fails because the store is away, until it succeeds or `isOver`. Any other error comes through. */
export async function untilStored<T>(work: () => Promise<T>, isOver: () => boolean): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isStoreAway(error) || isOver()) throw error;
      await wait(againMs);
    }
  }
}
