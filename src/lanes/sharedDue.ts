import { setImmediate as nextLoop } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';
import type { Due } from '../store/sharedMailbox.js';
import { DueTimer } from './dueTimer.js';

/** How many due items are taken at once. */
const pageSize = 200;

/** Takes what falls due in a shared mailbox. Each process has a timer, and polls for what the others have scheduled. */
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

  /** Moves what is due into its lanes, the longest due first. Yields to the event loop between two pages. */
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
