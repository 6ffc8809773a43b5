/** Lets so many pieces of work run at once; the others wait, first come, first served. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // A place that somebody waits for is handed over, so that nobody who comes now can be quicker.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
