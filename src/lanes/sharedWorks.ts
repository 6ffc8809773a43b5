import { randomUUID } from 'node:crypto';
import { CircularWaitError, type StoreError } from '../core/errors.js';
import { type Moment, thisMoment } from '../core/moment.js';
import type { Held, SharedMailbox, Work } from '../store/sharedMailbox.js';
import { doubtMs } from './waits.js';

interface Waiting {
  readonly granted: (token: string) => void;
  readonly refuse: (error: Error) => void;
}

/** Work that has its lane. */
export interface Granted extends Work {
  /** When the store was asked for the lane the last time before it had it. */
  readonly since: Moment;
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

  /**
   * Resolves once the work has the lane. `waiting` are the turns that wait for it, of which none may be what the lane
   * waits for: it rejects with CircularWaitError if that has been so for a while. `isNext`: before what waits in the lane.
   */
  async enter(lane: string, waiting: readonly Held[], isNext: boolean): Promise<Granted> {
    const id = randomUUID();
    try {
      return { id, lane, ...(await this.#grant(lane, id, waiting, isNext)) };
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

  async #grant(
    lane: string,
    id: string,
    waiting: readonly Held[],
    isNext: boolean,
  ): Promise<Pick<Granted, 'token' | 'since'>> {
    let timer: NodeJS.Timeout | undefined;
    let since = thisMoment();
    try {
      const token = await new Promise<string>((resolve, reject) => {
        this.#waiting.set(id, { granted: resolve, refuse: reject });
        let hopelessSince: number | undefined;
        const ask = () => {
          const asked = thisMoment();
          const givesWay = hopelessSince !== undefined && performance.now() - hopelessSince >= doubtMs;
          this.#mailbox.enter(lane, id, waiting, givesWay, isNext).then((entry) => {
            if (typeof entry === 'object') return resolve(entry.token);
            // It had not got the lane yet, so its lease lasts at least from here.
            since = asked;
            if (entry === 'waits') hopelessSince = undefined;
            else if (givesWay) reject(new CircularWaitError());
            else hopelessSince ??= performance.now();
          }, reject);
        };
        ask();
        timer = setInterval(ask, this.#askEveryMs).unref();
      });
      return { token, since };
    } finally {
      clearInterval(timer);
    }
  }
}
