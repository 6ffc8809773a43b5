import { type Moment, passedSince } from './moment.js';

/** For how long a lane certainly belongs to this process, if other processes could take it over. */
export class Tenure {
  readonly #lastsMs: number;
  #since: Moment;

  /** `since`: when the store was asked for the lane. */
  constructor(lastsMs: number, since: Moment) {
    this.#lastsMs = lastsMs;
    this.#since = since;
  }

  /** The store has renewed the lease. It was asked to at this moment. */
  renewed(since: Moment): void {
    this.#since = since;
  }

  /** Whether no other process can have taken over the lane. */
  get isCertain(): boolean {
    return passedSince(this.#since) < this.#lastsMs;
  }
}
