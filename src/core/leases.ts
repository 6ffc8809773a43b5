import type { Lease } from './lease.js';
import { inScope, type Scope } from './turn.js';

/** The leases of one store whose turns run in this process. */
export class Leases {
  readonly #byLane = new Map<string, Lease>();

  /**
   * Runs a turn's work in the scope of its lease, and ends the lease afterwards. Rejects as soon as the lane is lost,
   * even if the work goes on. `outer` is the scope of the code that waits for this turn.
   */
  async run<T>(lease: Lease, work: () => Promise<T>, outer?: Scope): Promise<T> {
    this.begin(lease);
    try {
      return await new Promise<T>((resolve, reject) => {
        lease.onLost(reject);
        untilOver(lease, work, outer).then(resolve, reject);
      });
    } finally {
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

  /** The leases of turns that began before turns were tracked. */
  untracked(): Lease[] {
    return [...this.#byLane.values()].filter(({ isTracked }) => !isTracked);
  }

  [Symbol.iterator](): Iterator<Lease> {
    return this.#byLane.values();
  }
}

async function untilOver<T>(lease: Lease, work: () => Promise<T>, outer: Scope | undefined): Promise<T> {
  try {
    return await inScope(outer ? { lease, outer } : { lease }, work);
  } finally {
    await lease.end();
  }
}
