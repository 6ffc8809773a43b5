import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from '../../core/errors.js';
import type { RunScript } from './commands.js';

const pollMs = 10;
const slowestPollMs = 100;

/** The lanes that this process has, in Redis: it goes on having them until it gives them back, dies or is cut off for long. */
export class LaneLocks {
  readonly #script: RunScript;
  readonly #takeOverMs: number;
  /** Token → lane. */
  readonly #held = new Map<string, string>();

  constructor(script: RunScript, takeOverMs: number) {
    this.#script = script;
    this.#takeOverMs = takeOverMs;
  }

  /** Locks the lane for its first item, which it answers; '' where there is none to run here. */
  take(lane: string, token: string): Promise<unknown> {
    // Held from the moment that it is asked for: the answer can be lost.
    this.#held.set(token, lane);
    return this.#script('laneTake', lane, token, this.#takeOverMs);
  }

  /** The item is done: answers the next one, as `take` does. */
  done(lane: string, token: string, mark: string, id = '', aside = ''): Promise<unknown> {
    return this.#script('laneDone', lane, token, this.#takeOverMs, mark, id, aside);
  }

  /** Locks the lane for a work, once it is its turn. */
  async lock(lane: string, token: string, now: number, isOver: () => boolean): Promise<void> {
    this.#held.set(token, lane);
    for (let count = 1; (await this.#script('laneLock', lane, token, this.#takeOverMs, now)) !== 1; count += 1) {
      await wait(Math.min(pollMs * count, slowestPollMs));
      if (isOver()) throw new StoreError('The channel has stopped and runs nothing more.');
    }
  }

  /** Gives the lane back. Answers whether items wait in it and nobody has it. */
  async unlock(lane: string, token: string): Promise<boolean> {
    this.#held.delete(token);
    return (await this.#script('laneUnlock', lane, token, this.#takeOverMs)) === 1;
  }

  /** Nothing is to be given back: the lane is empty, or somebody else has it. */
  forget(token: string): void {
    this.#held.delete(token);
  }

  async renew(): Promise<void> {
    if (this.#held.size === 0) return;
    await this.#script('laneRenew', this.#takeOverMs, ...[...this.#held].flatMap(([token, lane]) => [lane, token]));
  }
}
