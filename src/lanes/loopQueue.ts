import { LoopPace } from './loopPace.js';

/** Begins some jobs in each turn of the event loop, in the order in which they came. */
export class LoopQueue {
  readonly #jobs: (() => void)[] = [];
  #isBeginning = false;
  readonly #pace = new LoopPace();

  /** `job` must not throw. */
  push(job: () => void): void {
    this.#jobs.push(job);
    this.#beginSoon();
  }

  #beginSoon(): void {
    if (this.#isBeginning) return;
    if (this.#jobs.length === 0) {
      this.#pace.rest();
      return;
    }
    this.#isBeginning = true;
    setImmediate(() => {
      this.#isBeginning = false;
      for (const job of this.#jobs.splice(0, this.#pace.next())) job();
      this.#beginSoon();
    });
  }
}
