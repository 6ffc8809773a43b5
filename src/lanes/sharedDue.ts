import { setImmediate as nextLoop } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';
import type { Due } from '../store/sharedMailbox.js';
import { DueTimer } from './dueTimer.js';

/** How many items are taken at once. */
const pageSize = 200;

/** What falls due, in a mailbox of several processes: each has a timer, and learns by looking what the others scheduled. */
export class SharedDue {
  readonly #takeDue: (limit: number) => Promise<Due>;
  readonly #timer: DueTimer;
  #next: number | undefined;

  constructor(clock: Clock, takeDue: (limit: number) => Promise<Due>) {
    this.#takeDue = takeDue;
    this.#timer = new DueTimer(
      clock,
      () => this.#next,
      () => this.take(),
    );
  }

  start(): void {
    this.#timer.start();
  }

  scheduled(dueAt: number): void {
    this.#next = Math.min(this.#next ?? dueAt, dueAt);
    this.#timer.set();
  }

  /** Lets what is due take its turn, the longest due first, and something else between two pages. */
  async take(): Promise<void> {
    for (;;) {
      const { count, next } = await this.#takeDue(pageSize);
      this.#next = next;
      if (count < pageSize) break;
      await nextLoop();
    }
    this.#timer.set();
  }

  stop(): void {
    this.#timer.stop();
  }
}
