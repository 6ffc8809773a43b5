import type { Clock } from '../core/clock.js';

/** The longest time that Node's timers take, in ms. */
const longestMs = 2 ** 31 - 1;
/** How long to wait after a failure before the next try, in ms. */
const againMs = 1000;

/** Calls back when something falls due, also when the clock is moved to that time. */
export class DueTimer {
  readonly #clock: Clock;
  readonly #nextDue: () => number | undefined;
  readonly #ring: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #stopWatching: (() => void) | undefined;
  #isOn = false;
  #isRinging = false;

  /** `nextDue` returns when to ring next, in epoch ms. `ring` takes what is due; if it rejects, it is called again. */
  constructor(clock: Clock, nextDue: () => number | undefined, ring: () => Promise<void>) {
    this.#clock = clock;
    this.#nextDue = nextDue;
    this.#ring = ring;
  }

  /** Whether something is due and has not been taken yet. */
  get isDue(): boolean {
    const due = this.#isOn ? this.#nextDue() : undefined;
    return this.#isRinging || (due !== undefined && due <= this.#clock.now());
  }

  start(): void {
    this.#isOn = true;
    this.#stopWatching = this.#clock.onMove?.(() => this.set());
    this.set();
  }

  /** Sets the timer again, because something was scheduled or the clock was moved. */
  set(): void {
    clearTimeout(this.#timer);
    const due = this.#isOn ? this.#nextDue() : undefined;
    if (due === undefined) return;
    const delayMs = Math.min(Math.max(due - this.#clock.now(), 0), longestMs);
    this.#after(delayMs);
  }

  stop(): void {
    this.#isOn = false;
    clearTimeout(this.#timer);
    this.#stopWatching?.();
  }

  #after(ms: number): void {
    const rung = async () => {
      this.#isRinging = true;
      const isTaken = await this.#ring().then(
        () => true,
        () => false,
      );
      this.#isRinging = false;
      if (isTaken) this.set();
      else if (this.#isOn) this.#after(againMs);
    };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void rung(), ms).unref();
  }
}
