import { Scope } from './scope.js';

interface Turn {
  readonly lane: string;
  running: boolean;
  /** Works that the turn has begun in its own lane and may not have waited for. */
  readonly inline: Set<Promise<unknown>>;
}

/** Knows in which lane's turn the code that asks is running. */
export class LaneTurns {
  readonly #current = new Scope<Turn>();

  /** Runs a turn, and waits for the works that it began inline. */
  async run<T>(lane: string, job: () => Promise<T>): Promise<T> {
    const turn: Turn = { lane, running: true, inline: new Set() };
    try {
      return await this.#current.run(turn, job);
    } finally {
      while (turn.inline.size > 0) await Promise.allSettled(turn.inline);
      // What a turn begins after its end is no part of it any more, and has to wait like everybody else.
      turn.running = false;
    }
  }

  /** Runs the work at once where a turn of this lane asks for it, which would else wait for itself; or answers nothing. */
  inline<T>(lane: string, work: () => Promise<T>): Promise<T> | undefined {
    const turn = this.#current.value;
    if (turn?.lane !== lane || !turn.running) return undefined;
    const running = work().finally(() => turn.inline.delete(running));
    turn.inline.add(running);
    return running;
  }
}
