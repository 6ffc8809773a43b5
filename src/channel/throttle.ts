import type { LaneSettings } from '../lanes/settings.js';
import type { Admission } from '../sending/pace.js';
import type { Pauses } from '../sending/pauses.js';

export interface ThrottleDeps {
  readonly pacer: Pick<Admission, 'perNumber' | 'usedMs'>;
  readonly pauses: Pick<Pauses, 'isClosed' | 'isPaused'>;
  readonly lanes: Pick<LaneSettings, 'concurrency' | 'turnLimitMs'>;
  /** For each notification, whether it still waits for its turn or is in it. */
  readonly areUnsent: (ids: readonly string[]) => Promise<readonly boolean[]>;
}

/** How many messages are made at once at most: of a number with a pace, and of one without. */
const [mostPaced, mostUnpaced] = [20, 32];
/** After how long a number that is paused is looked at again, in ms. */
const pausedMs = 250;
/** After how long it is asked whether another process has sent what this one has made, in ms. */
const elsewhereMs = 250;
/** How long a turn waits for room, in ms; less if that would be much of what a turn may take. */
const longestWaitMs = 10_000;

/**
 * Tells a fan-out when it may go on. Its messages leave at the whole pace of their number, and yet hold up nobody: they
 * never use up more than half of the burst, so that an answer leaves at once, and few of them are in a turn at a time.
 */
export class Throttle {
  readonly #deps: ThrottleDeps;
  readonly #most: number;
  readonly #longestWaitMs: number;
  /** The notifications that were made and not sent, with the time since which they are taken for such. */
  readonly #unsent = new Map<string, number>();
  /** Until when what was made uses up the pace of each number: it comes to the pacer a little later. */
  readonly #usedUntil = new Map<string, number>();
  readonly #sleeping = new Set<() => void>();
  #isStopped = false;

  constructor(deps: ThrottleDeps) {
    this.#deps = deps;
    const { concurrency, turnLimitMs } = deps.lanes;
    this.#most = Math.max(1, Math.floor(concurrency / 4));
    this.#longestWaitMs = Math.min(longestWaitMs, turnLimitMs / 4);
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Nobody waits any more. */
  stop(): void {
    this.#isStopped = true;
    this.#wake();
  }

  /**
   * Resolves with how many messages of a number may be made now: 0 if there was no room for a while, or if the process
   * stops.
   */
  async room(business: string): Promise<number> {
    const deadline = performance.now() + this.#longestWaitMs;
    for (;;) {
      if (this.#isStopped) return 0;
      const size = this.#sizeFor(business);
      const delayMs = await this.#delayMs(business, size);
      if (delayMs <= 0) return size;
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return 0;
      await this.#sleep(Math.min(delayMs, leftMs));
    }
  }

  /** Makes notifications, for which there was room. */
  async make(business: string, ids: readonly string[], make: () => Promise<void>): Promise<void> {
    const { everyMs } = this.#deps.pacer.perNumber;
    const now = performance.now();
    this.#usedUntil.set(business, Math.max(this.#usedUntil.get(business) ?? now, now) + ids.length * everyMs);
    for (const id of ids) this.#unsent.set(id, now);
    try {
      await make();
    } catch (error) {
      for (const id of ids) this.#unsent.delete(id);
      throw error;
    }
  }

  /** The turn of a notification has ended. */
  ended(id: string): void {
    if (this.#unsent.delete(id)) this.#wake();
  }

  async #delayMs(business: string, size: number): Promise<number> {
    const { pacer, pauses } = this.#deps;
    if (pauses.isClosed(business)) return pausedMs;
    // While the number is paused, what was made last has to find out first whether the provider takes anything again.
    const most = pauses.isPaused(business) ? 1 : this.#most;
    if (this.#unsent.size + size > most) {
      await this.#forgetSent();
      if (this.#unsent.size + size > most) return elsewhereMs;
    }
    const { burst, everyMs } = pacer.perNumber;
    if (everyMs === 0 || !Number.isFinite(burst)) return 0;
    const madeMs = (this.#usedUntil.get(business) ?? 0) - performance.now();
    const usedMs = Math.max(await pacer.usedMs(business), madeMs);
    const spareMs = Math.max(0, Math.min(size, burst / 2 - size)) * everyMs;
    return usedMs - spareMs;
  }

  /** Looks for what other processes have sent. */
  async #forgetSent(): Promise<void> {
    const before = performance.now() - elsewhereMs;
    const old = [...this.#unsent].filter(([, at]) => at <= before).map(([id]) => id);
    if (old.length === 0) return;
    const areUnsent = await this.#deps.areUnsent(old);
    for (const [at, id] of old.entries()) {
      if (areUnsent[at]) this.#unsent.set(id, performance.now());
      else this.#unsent.delete(id);
    }
  }

  #sizeFor(business: string): number {
    if (this.#deps.pauses.isPaused(business)) return 1;
    const { burst, everyMs } = this.#deps.pacer.perNumber;
    const isPaced = everyMs > 0 && Number.isFinite(burst);
    const most = isPaced ? Math.min(mostPaced, Math.max(1, Math.floor(burst / 4))) : mostUnpaced;
    return Math.min(most, this.#most);
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#isStopped) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#sleeping.delete(end);
        resolve();
      };
      const timer = setTimeout(end, Math.ceil(ms));
      this.#sleeping.add(end);
    });
  }

  #wake(): void {
    for (const end of [...this.#sleeping]) end();
  }
}
