/** How long a turn of the event loop may take, in ms: for so long a callback may have to wait for its answer. */
const longestLoopMs = 15;
/** How many jobs begin in one turn of it, at first and at most. */
const [firstAtOnce, mostAtOnce] = [16, 64];

/**
 * Begins some jobs in each turn of the event loop: in between, whatever has come in is read and answered, so that
 * callbacks are acknowledged in time however many turns wait. The fewer begin, the less of their writes and requests can
 * be put together: so they are as many as leave the loop quick enough.
 */
export class LoopQueue {
  readonly #jobs: (() => void)[] = [];
  #isBeginning = false;
  #atOnce = firstAtOnce;
  #begunAt: number | undefined;

  /** `job` must not throw. */
  push(job: () => void): void {
    this.#jobs.push(job);
    this.#beginSoon();
  }

  #beginSoon(): void {
    if (this.#isBeginning) return;
    if (this.#jobs.length === 0) {
      this.#begunAt = undefined;
      return;
    }
    this.#isBeginning = true;
    setImmediate(() => {
      this.#isBeginning = false;
      for (const job of this.#jobs.splice(0, this.#pace())) job();
      this.#beginSoon();
    });
  }

  /** How many jobs begin now: fewer if the loop took too long since the last ones did, otherwise one more. */
  #pace(): number {
    const now = performance.now();
    const loopMs = this.#begunAt === undefined ? 0 : now - this.#begunAt;
    this.#begunAt = now;
    this.#atOnce =
      loopMs > longestLoopMs ? Math.max(1, Math.floor(this.#atOnce / 2)) : Math.min(mostAtOnce, this.#atOnce + 1);
    return this.#atOnce;
  }
}
