import type { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';
import type { Scope } from '../core/turn.js';
import type { LaneSettings } from './settings.js';
import { TurnLimit } from './turnLimit.js';
import type { Waits } from './waits.js';

/** Runs the turns of one process, each under its lease and no longer than the limit. */
export class Runs {
  readonly #leases: Leases;
  readonly #waits: Waits;
  readonly #limit: TurnLimit;

  constructor(waits: Waits, settings: Pick<LaneSettings, 'turnLimitMs' | 'observe'>) {
    this.#leases = waits.leases;
    this.#waits = waits;
    this.#limit = new TurnLimit(settings);
  }

  /** `outer`: the scope that waits for this turn. Rejects with TurnTimeoutError once the turn has taken too long. */
  async run<T>(lease: Lease, work: () => Promise<T>, outer?: Scope): Promise<T> {
    this.#limit.begin(lease);
    try {
      return await this.#leases.run(lease, work, outer);
    } finally {
      this.#limit.end(lease);
      this.#waits.end(lease);
    }
  }

  /** No more turns begin. */
  close(): void {
    this.#limit.close();
  }
}
