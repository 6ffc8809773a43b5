/**
 * Runs works one after the other. The last try of turns whose process died before is such a work: if the process dies
 * again, only one of them has been running, and the others have not lost their last try.
 */
export class Alone {
  #last: Promise<unknown> = Promise.resolve();

  /** `work` must not reject before it has really ended. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
