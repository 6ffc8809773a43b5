import type { Lease } from './lease.js';

/** The leases that run in this process, of one store. */
export class Leases {
  readonly #byLane = new Map<string, Lease>();

  begin(lease: Lease): void {
    this.#byLane.set(lease.lane, lease);
  }

  end(lease: Lease): void {
    if (this.#byLane.get(lease.lane) === lease) this.#byLane.delete(lease.lane);
  }

  /** The lease that runs in the lane now. */
  of(lane: string): Lease | undefined {
    return this.#byLane.get(lane);
  }

  [Symbol.iterator](): Iterator<Lease> {
    return this.#byLane.values();
  }
}
