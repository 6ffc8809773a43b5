/** How long a turn of the event loop may take, in ms: a callback may have to wait so long for its answer. */
const longestLoopMs = 15;
/** How many jobs begin in one turn of it, at first, when no code is compiled yet, and at most. */
const [firstAtOnce, mostAtOnce] = [1, 64];

/**
 * How many jobs begin in one turn of the event loop: in between, whatever has come in is read and answered, so that
 * callbacks are acknowledged in time however many turns wait. The fewer begin, the less of their writes and requests
 * can be put together: so there are as many as leave the loop quick enough.
 */
export class LoopPace {
  #atOnce = firstAtOnce;
  #begunAt: number | undefined;

  /** How many jobs begin now: fewer if the loop took too long since the last ones did, otherwise one more. */
  next(): number {
    const now = performance.now();
    const loopMs = this.#begunAt === undefined ? 0 : now - this.#begunAt;
    this.#begunAt = now;
    this.#atOnce =
      loopMs > longestLoopMs ? Math.max(1, Math.floor(this.#atOnce / 2)) : Math.min(mostAtOnce, this.#atOnce + 1);
    return this.#atOnce;
  }

  /** Nothing waits: the time until the next jobs does not count. */
  rest(): void {
    this.#begunAt = undefined;
  }
}
