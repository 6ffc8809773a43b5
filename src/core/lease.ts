import type { Write } from './write.js';

/** What a lease is given for. */
export interface LeaseOptions {
  readonly lane: string;
  /** Tells this lease from every other of the lane, in every write of a store that several processes share. */
  readonly token?: string;
  /** Whether the turn may have run before, in part: then what it sends may have left already. Default false. */
  readonly mayHaveRun?: boolean;
  /** Whether code can tell that it is a part of this turn (see `currentScope`). */
  readonly isTracked?: boolean;
}

/**
 * The right to run one turn of a lane. Writes of the turn are staged here, can be read back at once, and are committed
 * together with the turn's end: a turn that runs again finds everything as it was before.
 */
export class Lease {
  readonly lane: string;
  readonly token: string;
  readonly mayHaveRun: boolean;
  readonly isTracked: boolean;
  readonly #staged = new Map<string, Write[]>();
  /** Works that the turn has begun in its own lane and may not have waited for. */
  #inline: Set<Promise<unknown>> | undefined;
  #isOver = false;
  #isLost = false;

  constructor({ lane, token = '', mayHaveRun = false, isTracked = true }: LeaseOptions) {
    this.lane = lane;
    this.token = token;
    this.mayHaveRun = mayHaveRun;
    this.isTracked = isTracked;
  }

  /** Whether the turn has ended, or its lane has gone to another process: nothing can be staged any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Stages a write, to be committed with the turn's end; nothing if the lane is lost. */
  stage(write: Write): void {
    if (this.#isLost) return;
    const before = 'value' in write ? [] : (this.#staged.get(write.key) ?? []);
    this.#staged.set(write.key, [...before, write]);
  }

  /** What the turn finds under a key, given what the store has there: its own staged writes come on top. */
  over(key: string, stored: unknown): unknown {
    let value = stored;
    for (const write of this.#staged.get(key) ?? []) value = 'change' in write ? write.change(value) : write.value;
    return value;
  }

  /** Whether the turn has staged a value for the key, so that the store need not be asked. */
  has(key: string): boolean {
    const first = this.#staged.get(key)?.[0];
    return first !== undefined && 'value' in first;
  }

  /** The staged writes, which are the caller's to commit from now on; with a prefix, only those of keys that begin so. */
  take(prefix = ''): Write[] {
    const taken: Write[] = [];
    for (const [key, writes] of this.#staged) {
      if (!key.startsWith(prefix)) continue;
      taken.push(...writes);
      this.#staged.delete(key);
    }
    return taken;
  }

  /** Forgets what is staged: the turn failed and runs again. */
  discard(): void {
    this.#staged.clear();
  }

  /** Whether the lane has gone to another process, which runs the turn again. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** The lane has gone to another process: nothing of this run may be written or sent any more. */
  lose(): void {
    this.#isLost = true;
    this.#isOver = true;
    this.#staged.clear();
  }

  /** Runs work as a part of this turn; the turn does not end before it. */
  inline<T>(work: () => Promise<T>): Promise<T> {
    this.#inline ??= new Set();
    const works = this.#inline;
    const running = work().finally(() => works.delete(running));
    works.add(running);
    return running;
  }

  /** Waits for what was begun inline. What begins after it is no part of the turn and has to wait like everybody else. */
  async end(): Promise<void> {
    while (this.#inline?.size) await Promise.allSettled(this.#inline);
    this.#isOver = true;
  }
}
