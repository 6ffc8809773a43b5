import { Lease } from '../../src/core/lease.js';
import { currentScope, inScope } from '../../src/core/turn.js';
import type { Store } from '../../src/store/store.js';

/**
 * Runs `work` as a turn of a lane of the store. If its process `dies` at the end of it, nothing of it is written. The
 * code of a turn that is not tracked cannot be asked which turn it is a part of, as on Node before 24.
 */
export async function inTurn<T>(
  store: Store,
  lane: string,
  work: (lease: Lease) => Promise<T>,
  { dies = false, isTracked = true } = {},
): Promise<T> {
  const { leases, values } = store.engine;
  // On Node before 24, turns are tracked from the first question on.
  if (isTracked) currentScope();
  const lease = new Lease({ lane, isTracked });
  leases.begin(lease);
  try {
    return isTracked ? await inScope({ lease }, () => work(lease)) : await work(lease);
  } finally {
    await lease.end();
    leases.end(lease);
    if (!dies) await values.commit(lease.take());
  }
}
