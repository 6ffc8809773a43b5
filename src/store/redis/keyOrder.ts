/**
 * Lets works that touch the same keys wait for each other, in the order of the calls, so that only other processes can
 * get in between.
 */
export class KeyOrder {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = keys.flatMap((key) => this.#last.get(key) ?? []);
    const done = before.length > 0 ? Promise.allSettled(before).then(work) : work();
    // A work that failed is its caller's to know of; those behind it only wait for its end.
    const over = done.then(
      () => {},
      () => {},
    );
    for (const key of keys) this.#last.set(key, over);
    try {
      return await done;
    } finally {
      for (const key of keys) if (this.#last.get(key) === over) this.#last.delete(key);
    }
  }
}
