interface Entry {
  readonly until: number;
  readonly reject: (error: Error) => void;
}

/** A time limit, the same for every work: one timer for all, where one for each would cost more than the work. */
export class Deadlines {
  readonly #ms: number;
  readonly #onLate: () => void;
  /** What is under way, in the order of the deadlines. */
  readonly #entries = new Set<Entry>();
  readonly #whenIdle: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** `onLate` is called whenever works were too late. */
  constructor(ms: number, onLate: () => void) {
    this.#ms = ms;
    this.#onLate = onLate;
  }

  /** What `work` comes to, or a rejection after the time limit. */
  within<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const entry: Entry = { until: performance.now() + this.#ms, reject };
      this.#entries.add(entry);
      this.#timer ??= setTimeout(() => this.#look(), this.#ms).unref();
      work.then(
        (answer) => {
          this.#over(entry);
          resolve(answer);
        },
        (error: unknown) => {
          this.#over(entry);
          reject(error);
        },
      );
    });
  }

  /** Resolves once nothing is under way. */
  async idle(): Promise<void> {
    if (this.#entries.size > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  #over(entry: Entry): void {
    this.#entries.delete(entry);
    if (this.#entries.size === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #look(): void {
    this.#timer = undefined;
    // A timer may ring a little early.
    const now = performance.now() + 1;
    let isLate = false;
    for (const entry of this.#entries) {
      if (entry.until > now) {
        this.#timer = setTimeout(() => this.#look(), entry.until - now + 1).unref();
        break;
      }
      isLate = true;
      entry.reject(new Error(`no answer within ${this.#ms} ms`));
      this.#over(entry);
    }
    if (isLate) this.#onLate();
  }
}
