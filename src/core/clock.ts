/** Where the time comes from. Epoch milliseconds. Everything that asks for the time takes one of these. */
export interface Clock {
  now(): number;
  /** For a clock that can be put forward or back: calls back after every move; returns the function that ends it. */
  onMove?(listener: () => void): () => void;
}

/** The machine's clock: the one place where the real time is read. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that runs with another one and can be put forward or back: the emulator's, and the tests'. */
export class MovableClock implements Clock {
  #offset = 0;
  readonly #base: Clock;
  readonly #listeners = new Set<() => void>();

  constructor(base: Clock = systemClock) {
    this.#base = base;
  }

  now(): number {
    return this.#base.now() + this.#offset;
  }

  /** How far this clock is ahead of its base, in ms. */
  get offset(): number {
    return this.#offset;
  }

  /** Moves the clock by so many ms: forward, or back when negative. */
  advance(ms: number): void {
    this.#move(this.#offset + ms);
  }

  /** Lets the clock show its base's time again. */
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
