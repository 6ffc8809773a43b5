import { LoopPace } from './loopPace.js';

/** Something to run in a lane. */
export interface LaneJob {
  readonly run: () => Promise<void>;
  /** Tells the caller that it will not run. Absent for stored items, which can be left to the next process. */
  readonly refuse?: (error: Error) => void;
}

/** The jobs of this process: one queue per lane, and a limit on how many lanes run at once. */
export class LaneQueues {
  readonly #concurrency: number;
  readonly #onFault: (error: unknown) => void;
  readonly #queues = new Map<string, LaneJob[]>();
  /** Lanes in which a job waits and none runs, in the order in which they run next. */
  readonly #ready: string[] = [];
  readonly #whenIdle: (() => void)[] = [];
  #running = 0;
  #depth = 0;
  #halted = false;
  #isPumping = false;
  readonly #pace = new LoopPace();

  constructor(concurrency: number, onFault: (error: unknown) => void) {
    this.#concurrency = concurrency;
    this.#onFault = onFault;
  }

  /** The number of jobs that run or wait. */
  get depth(): number {
    return this.#depth;
  }

  /** `isNext`: before the jobs that wait in the lane. */
  push(lane: string, job: LaneJob, isNext = false): void {
    this.#depth += 1;
    const queue = this.#queues.get(lane);
    if (queue) {
      if (isNext) queue.splice(this.#ready.includes(lane) ? 0 : 1, 0, job);
      else queue.push(job);
      return;
    }
    this.#queues.set(lane, [job]);
    this.#ready.push(lane);
    this.#pump();
  }

  /** Removes the jobs that have not begun. */
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

  /** Removes one job. Returns `false` if it has begun. */
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

  /** A job that runs waits for another lane, so that another can run in its place. */
  giveBack(): void {
    this.#running -= 1;
    this.#pump();
  }

  /** It goes on, even if that makes one more than the limit. */
  takeBack(): void {
    this.#running += 1;
  }

  /** Starts no more jobs. */
  halt(): void {
    this.#halted = true;
  }

  #pump(): void {
    if (this.#isPumping) return;
    if (this.#halted || this.#running >= this.#concurrency || this.#ready.length === 0) {
      this.#pace.rest();
      return;
    }
    this.#isPumping = true;
    setImmediate(() => {
      this.#isPumping = false;
      const jobsAtOnce = this.#pace.next();
      for (let begun = 0; begun < jobsAtOnce && !this.#halted && this.#running < this.#concurrency; begun += 1) {
        const lane = this.#ready.shift();
        if (lane === undefined) break;
        this.#running += 1;
        void this.#step(lane);
      }
      this.#pump();
    });
  }

  /** Runs the first job of a lane, then puts the lane behind the others, so that a long queue does not hold them up. */
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
