import { setTimeout as wait } from 'node:timers/promises';
import { DamagedValueError, StoreError } from '../core/errors.js';
const againMs = 100;
/** Whether the error only means that the store is away, so that the same work may succeed later. */
export function isStoreAway(error) {
    return error instanceof StoreError && !(error instanceof DamagedValueError);
}
/** Repeats `work` while it fails because the store is away, until `isOver`. Rejects at once with any other error. */
export async function untilStored(work, isOver) {
    for (;;) {
        try {
            return await work();
        }
        catch (error) {
            if (!isStoreAway(error) || isOver())
                throw error;
            await wait(againMs);
        }
    }
}
