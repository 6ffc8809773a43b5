import type { Lease } from './lease.js';

/** The leases of one store whose turns run in this process. */
export class Leases {
  readonly #byLane = new Map<string, Lease>();

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
