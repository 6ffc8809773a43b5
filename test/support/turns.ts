import { Lease } from '../../src/core/lease.js';
import { areTurnsTracked, inScope } from '../../src/core/turn.js';
import type { Store } from '../../src/store/store.js';

/** Runs `work` as a turn of a lane of the store. If its process `dies` at the end of it, nothing of it is written. */
export async function inTurn<T>(
  store: Store,
  lane: string,
  work: (lease: Lease) => Promise<T>,
  { dies = false } = {},
): Promise<T> {
  const { leases, values } = store.engine;
  const lease = new Lease({ lane, isTracked: areTurnsTracked() });
  leases.begin(lease);
  try {
    return await inScope({ lease }, () => work(lease));
  } finally {
    await lease.end();
    leases.end(lease);
    if (!dies) await values.commit(lease.take());
  }
}
