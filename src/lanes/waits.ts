import type { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';

/**
 * How long a wait must have been hopeless before something is done about it, in ms. A turn that asks for a lane and
 * does not wait for it looks as if it did, until it ends.
 */
export const doubtMs = 1000;

/** The places of running turns, of which a process has as many as its `concurrency`. */
export interface Slots {
  /** The turn waits for another lane, so another turn can run in its place. `undefined`: it is not known which turn. */
  giveBack(lease: Lease | undefined): void;
  /** It goes on, even if all places are taken by now: it would otherwise wait for turns that may wait for it. */
  takeBack(lease: Lease | undefined): void;
}

/** Which turns of this process wait for which lanes. Turns that wait give their slots back. */
export class Waits {
  readonly leases: Leases;
  readonly #slots: Slots;
  /** The lanes that each turn waits for, with how often. */
  readonly #byLease = new Map<Lease, string[]>();
  #unknown = 0;

  constructor(leases: Leases, slots: Slots) {
    this.leases = leases;
    this.#slots = slots;
  }

  /** How many wait of whom it is not known which turn they are part of, if of any. */
  get unknown(): number {
    return this.#unknown;
  }

  /**
   * These turns wait for a lane: the one that asks for it, and those that wait for that one. None: if turns run that
   * are not tracked, one of these may be the one that asks. Returns a function that ends the wait.
   */
  begin(waiting: readonly Lease[], lane: string): () => void {
    if (waiting.length === 0) return this.#beginUnknown();
    for (const lease of waiting) {
      const lanes = this.#byLease.get(lease);
      if (lanes) lanes.push(lane);
      else {
        this.#byLease.set(lease, [lane]);
        this.#slots.giveBack(lease);
      }
    }
    return () => {
      for (const lease of waiting) {
        const lanes = this.#byLease.get(lease);
        // The turn may have ended before, because it did not await the wait.
        if (!lanes) continue;
        lanes.splice(lanes.indexOf(lane), 1);
        if (lanes.length === 0) this.end(lease);
      }
    };
  }

  /** The turn has ended, or waits for nothing any more. */
  end(lease: Lease): void {
    if (this.#byLease.delete(lease)) this.#slots.takeBack(lease);
  }

  /** Whether what runs in the lane waits for one of these turns, directly or through others. */
  isCircle(waiting: readonly Lease[], lane: string): boolean {
    const lanes = [lane];
    const seen = new Set<string>();
    for (let next = lanes.pop(); next !== undefined; next = lanes.pop()) {
      const running = this.leases.of(next);
      if (!running || seen.has(next)) continue;
      seen.add(next);
      if (waiting.includes(running)) return true;
      lanes.push(...(this.#byLease.get(running) ?? []));
    }
    return false;
  }

  #beginUnknown(): () => void {
    if (this.leases.untracked().length === 0) return () => {};
    this.#unknown += 1;
    this.#slots.giveBack(undefined);
    return () => {
      this.#unknown -= 1;
      this.#slots.takeBack(undefined);
    };
  }
}
