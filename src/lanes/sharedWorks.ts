import { randomUUID } from 'node:crypto';
import type { StoreError } from '../core/errors.js';
import type { SharedMailbox, Work } from '../store/sharedMailbox.js';

interface Waiting {
  readonly granted: (token: string) => void;
  readonly refuse: (error: Error) => void;
}

/** Work of this process that waits for its turn in a lane. */
export class SharedWorks {
  readonly #mailbox: SharedMailbox;
  readonly #askEveryMs: number;
  readonly #waiting = new Map<string, Waiting>();

  constructor(mailbox: SharedMailbox, takeOverMs: number) {
    this.#mailbox = mailbox;
    // Grants are announced at once. Polling finds a grant whose message was lost, and keeps the place in the queue.
    this.#askEveryMs = Math.min(1000, takeOverMs / 3);
  }

  /** Resolves once the work has the lane. */
  async enter(lane: string): Promise<Work> {
    const id = randomUUID();
    try {
      return { id, lane, token: await this.#tokenOf(lane, id) };
    } catch (error) {
      // If this fails too, the place in the queue expires by itself.
      this.#mailbox.giveUp(lane, id).catch(() => {});
      throw error;
    } finally {
      this.#waiting.delete(id);
    }
  }

  granted(id: string, token: string): void {
    this.#waiting.get(id)?.granted(token);
  }

  refuseAll(error: StoreError): void {
    for (const { refuse } of this.#waiting.values()) refuse(error);
  }

  async #tokenOf(lane: string, id: string): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<string>((resolve, reject) => {
        this.#waiting.set(id, { granted: resolve, refuse: reject });
        const ask = () => {
          this.#mailbox.enter(lane, id).then((token) => token !== undefined && resolve(token), reject);
        };
        ask();
        timer = setInterval(ask, this.#askEveryMs).unref();
      });
    } finally {
      clearInterval(timer);
    }
  }
}
