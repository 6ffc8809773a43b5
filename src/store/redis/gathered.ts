import { setImmediate as nextLoop } from 'node:timers/promises';

/** How many callers are answered per turn of the event loop. All of them go on at once, with all that a turn does. */
const mostPerLoop = 16;

interface Waiting<In, Out> {
  readonly entry: In;
  readonly resolve: (out: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the requests of one turn of the event loop into one command. Under load, several callbacks arrive and several
 * turns end in the same turn of the loop.
 */
export class Gathered<In, Out> {
  readonly #send: (entries: readonly In[]) => Promise<readonly Out[]>;
  readonly #most: number;
  #waiting: Waiting<In, Out>[] = [];

  /** `send` resolves with one answer for each entry, in order. */
  constructor(send: (entries: readonly In[]) => Promise<readonly Out[]>, most = 64) {
    this.#send = send;
    this.#most = most;
  }

  add(entry: In): Promise<Out> {
    return new Promise<Out>((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush());
      this.#waiting.push({ entry, resolve, reject });
    });
  }

  #flush(): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < all.length; from += this.#most) void this.#sendSome(all.slice(from, from + this.#most));
  }

  async #sendSome(some: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const answers = await this.#send(some.map(({ entry }) => entry));
      if (answers.length !== some.length) throw new TypeError('There must be one answer for each entry.');
      for (const [index, answer] of answers.entries()) {
        if (index > 0 && index % mostPerLoop === 0) await nextLoop();
        // The lengths are equal, so there is a caller at each index.
        some[index]?.resolve(answer);
      }
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}
