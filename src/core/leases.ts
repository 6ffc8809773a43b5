import type { Lease } from './lease.js';
import { inScope } from './turn.js';

/** The leases of one store whose turns run in this process. */
export class Leases {
  readonly #byLane = new Map<string, Lease>();

  /** Runs a turn's work in the scope of its lease, and ends the lease afterwards. */
  async run<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    this.begin(lease);
    try {
      return await inScope({ lease }, work);
    } finally {
      await lease.end();
      this.end(lease);
    }
  }

  begin(lease: Lease): void {
    this.#byLane.set(lease.lane, lease);
  }

  end(lease: Lease): void {
    if (this.#byLane.get(lease.lane) === lease) this.#byLane.delete(lease.lane);
  }

  /** The lease of the turn that runs in the lane now. */
  of(lane: string): Lease | undefined {
    return this.#byLane.get(lane);
  }

  [Symbol.iterator](): Iterator<Lease> {
    return this.#byLane.values();
  }
}
