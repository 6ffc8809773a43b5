/** How long one turn of the event loop may take, in ms: a callback may have to wait that long for its answer. */
const longestLoopMs = 8;
/** How many jobs begin per turn of the event loop: at first, when no code is compiled yet, and at most. */
const [firstAtOnce, mostAtOnce] = [1, 64];
/**
 * Limits how many jobs begin per turn of the event loop. Callbacks are read and answered in between, so they are
 * acknowledged in time even if many turns wait. Fewer jobs per turn also means smaller commits and requests, so it lets
 * in as many as possible while the loop stays fast enough.
 */
export class LoopPace {
    #atOnce = firstAtOnce;
    #begunAt;
    /** How many jobs may begin now: fewer if the loop took too long since the last call, otherwise one more. */
    next() {
        const now = performance.now();
        const loopMs = this.#begunAt === undefined ? 0 : now - this.#begunAt;
        this.#begunAt = now;
        this.#atOnce =
            loopMs > longestLoopMs ? Math.max(1, Math.floor(this.#atOnce / 2)) : Math.min(mostAtOnce, this.#atOnce + 1);
        return this.#atOnce;
    }
    /** Nothing waits. The time until the next jobs is not measured. */
    rest() {
        this.#begunAt = undefined;
    }
}
