import { Lease } from '../../src/core/lease.js';
import { currentScope, inScope } from '../../src/core/turn.js';
import type { Store } from '../../src/store/store.js';

/**
 * Runs `work` as a turn of a lane of the store. With `dies`, the process dies at the end and nothing is written. The
 * code of an untracked turn cannot find out which turn it is part of, as before Node 24.
 */
export async function inTurn<T>(
  store: Store,
  lane: string,
  work: (lease: Lease) => Promise<T>,
  { dies = false, isTracked = true } = {},
): Promise<T> {
  const { leases, values } = store.engine;
  // Before Node 24, turns are tracked from the first call on.
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
