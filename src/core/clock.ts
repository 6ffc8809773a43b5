/** The source of the time, in epoch ms. All code that needs the time takes a `Clock` as an argument. */
export interface Clock {
  /** The time in epoch ms. */
  now(): number;
  /** Only for clocks that can be moved: calls back after every move. Returns a function that stops this. */
  onMove?(listener: () => void): () => void;
}

/**
 * Smaller numbers are no epoch milliseconds but seconds: this is 3 March 1973 in milliseconds, and the year 5138 in
 * seconds.
 */
export const leastEpochMs = 1e11;

/** The machine's clock. The real time is read nowhere else. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that follows another one and can be moved. The emulator and the tests use it. */
export class MovableClock implements Clock {
  #offset = 0;
  readonly #base: Clock;
  readonly #listeners = new Set<() => void>();

  constructor(base: Clock = systemClock) {
    this.#base = base;
  }

  /** The time of the clock that it follows, and how far it was moved, in epoch ms. */
  now(): number {
    return this.#base.now() + this.#offset;
  }

  /** How far this clock is ahead of its base clock, in ms. */
  get offset(): number {
    return this.#offset;
  }

  /** Moves the clock forward by this many ms, or back if the number is negative. */
  advance(ms: number): void {
    this.#move(this.#offset + ms);
  }

  /** Sets the clock to its base clock's time again. */
  reset(): void {
    this.#move(0);
  }

  onMove(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #move(offset: number): void {
    this.#offset = offset;
    for (const listener of this.#listeners) listener();
  }
}
