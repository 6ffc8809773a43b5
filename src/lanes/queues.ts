/** One thing to run in a lane. */
export interface LaneJob {
  readonly run: () => Promise<void>;
  /** Tells whoever waits that it will not run. Missing for what is stored, and so can be left to the next process. */
  readonly refuse?: (error: Error) => void;
}

/** How long a turn of the event loop may take, in ms: for so long a callback may have to wait for its answer. */
const longestLoopMs = 15;
/** How many jobs begin in one turn of it, at first and at most. */
const [firstJobsAtOnce, mostJobsAtOnce] = [16, 64];

/** What runs in this process and waits for it: a queue for each lane, and so many lanes at once. */
export class LaneQueues {
  readonly #concurrency: number;
  readonly #onFault: (error: unknown) => void;
  readonly #queues = new Map<string, LaneJob[]>();
  /** Lanes in which a job waits and none runs, in the order in which they have their turn. */
  readonly #ready: string[] = [];
  readonly #whenIdle: (() => void)[] = [];
  #running = 0;
  #depth = 0;
  #halted = false;
  #isPumping = false;
  #jobsAtOnce = firstJobsAtOnce;
  #begunAt: number | undefined;

  constructor(concurrency: number, onFault: (error: unknown) => void) {
    this.#concurrency = concurrency;
    this.#onFault = onFault;
  }

  /** Jobs that run or wait. */
  get depth(): number {
    return this.#depth;
  }

  push(lane: string, job: LaneJob): void {
    this.#depth += 1;
    const queue = this.#queues.get(lane);
    if (queue) {
      queue.push(job);
      return;
    }
    this.#queues.set(lane, [job]);
    this.#ready.push(lane);
    this.#pump();
  }

  /** Takes jobs that have not begun out of the queues. */
  drop(isDropped: (job: LaneJob) => boolean): LaneJob[] {
    const waiting = new Set(this.#ready);
    const dropped: LaneJob[] = [];
    for (const [lane, queue] of this.#queues) {
      const begun = waiting.has(lane) ? 0 : 1;
      for (const job of queue.splice(begun)) (isDropped(job) ? dropped : queue).push(job);
    }
    this.#depth -= dropped.length;
    return dropped;
  }

  /** Takes one job out of its lane; `false` if it has begun. */
  remove(lane: string, job: LaneJob): boolean {
    const queue = this.#queues.get(lane) ?? [];
    const at = queue.indexOf(job);
    if (at < 0 || (at === 0 && !this.#ready.includes(lane))) return false;
    queue.splice(at, 1);
    this.#depth -= 1;
    return true;
  }

  async idle(): Promise<void> {
    if (this.#depth > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  /** Begins nothing more. */
  halt(): void {
    this.#halted = true;
  }

  /**
   * Begins some jobs in each turn of the event loop: in between, whatever has come in is read and answered, so that
   * callbacks are acknowledged in time however many turns wait. The fewer begin, the less of their writes and requests
   * can be put together: so they are as many as leave the loop quick enough.
   */
  #pump(): void {
    if (this.#isPumping) return;
    if (this.#halted || this.#running >= this.#concurrency || this.#ready.length === 0) {
      this.#begunAt = undefined;
      return;
    }
    this.#isPumping = true;
    setImmediate(() => {
      this.#isPumping = false;
      const jobsAtOnce = this.#pace();
      for (let begun = 0; begun < jobsAtOnce && !this.#halted && this.#running < this.#concurrency; begun += 1) {
        const lane = this.#ready.shift();
        if (lane === undefined) break;
        this.#running += 1;
        void this.#step(lane);
      }
      this.#pump();
    });
  }

  /** How many jobs begin now: fewer where the loop took too long since the last ones did, else one more. */
  #pace(): number {
    const now = performance.now();
    const loopMs = this.#begunAt === undefined ? 0 : now - this.#begunAt;
    this.#begunAt = now;
    this.#jobsAtOnce =
      loopMs > longestLoopMs
        ? Math.max(1, Math.floor(this.#jobsAtOnce / 2))
        : Math.min(mostJobsAtOnce, this.#jobsAtOnce + 1);
    return this.#jobsAtOnce;
  }

  /** Runs the first job of a lane, then puts the lane behind the others, so that a long queue starves nobody. */
  async #step(lane: string): Promise<void> {
    const queue = this.#queues.get(lane) ?? [];
    const [job] = queue;
    if (job) {
      await job.run().catch(this.#onFault);
      queue.shift();
      this.#depth -= 1;
    }
    this.#running -= 1;
    if (queue.length > 0) this.#ready.push(lane);
    else this.#queues.delete(lane);
    if (this.#depth === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
    this.#pump();
  }
}
