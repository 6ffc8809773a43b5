import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from '../core/errors.js';
import { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';
import { areTurnsTracked } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { LaneHandler } from '../store/lanes.js';
import type { Claim, End, SharedMailbox, Want, Work } from '../store/sharedMailbox.js';
import { LoopQueue } from './loopQueue.js';
import { runWithRetries } from './runWithRetries.js';
import type { LaneSettings } from './settings.js';
import { isStoreAway } from './untilStored.js';

/** How many items of a lane run before other lanes have their turn. */
const itemsInARow = 20;
const againMs = 100;

/** The turns that one process runs, in the lanes that it has claimed from a shared mailbox. */
export class SharedTurns {
  readonly #mailbox: SharedMailbox;
  readonly #settings: LaneSettings;
  readonly #leases: Leases;
  readonly #starting = new LoopQueue();
  /** The leases to renew: lanes by token. */
  readonly #held = new Map<string, string>();
  readonly #whenIdle: (() => void)[] = [];
  #handler: LaneHandler | undefined;
  /** How many lanes this process runs, and how many more the requests under way may give it. */
  #running = 0;
  #asked = 0;
  #working = 0;
  #stopping = false;
  #halted = false;

  constructor(mailbox: SharedMailbox, leases: Leases, settings: LaneSettings) {
    this.#mailbox = mailbox;
    this.#leases = leases;
    this.#settings = settings;
  }

  /** The number of items and other work that this process has taken on. */
  get depth(): number {
    return this.#running + this.#working;
  }

  /** How many more lanes this process can run. */
  get room(): number {
    const room = this.#settings.concurrency - this.#running - this.#asked;
    return this.#handler && !this.#stopping ? Math.max(0, room) : 0;
  }

  /** Whether nothing new is started. */
  get isStopping(): boolean {
    return this.#stopping;
  }

  /** Whether the process no longer waits for anything. */
  get isHalted(): boolean {
    return this.#halted;
  }

  /** Begins to take lanes. */
  start(handler: LaneHandler): void {
    this.#handler = handler;
  }

  stop(): void {
    this.#stopping = true;
  }

  halt(): void {
    this.#halted = true;
  }

  async idle(): Promise<void> {
    if (this.depth > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  /** Makes a request that may give this process up to `most` lanes, and begins to run these. */
  async withRoom<T extends { readonly claims: readonly Claim[] }>(
    most: number,
    ask: (room: number) => Promise<T>,
  ): Promise<T> {
    const room = Math.min(this.room, most);
    this.#asked += room;
    try {
      const answer = await ask(room);
      for (const claim of answer.claims) {
        this.#running += 1;
        this.#begin(claim, 1);
      }
      return answer;
    } finally {
      this.#asked -= room;
    }
  }

  /** Runs work that is not an item once `enter` has the lane for it, if `wants` says that it is still wanted. */
  async work<T>(enter: () => Promise<Work>, wants: () => boolean, work: (lease: Lease) => Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      const granted = await enter();
      if (wants()) return await this.#perform(granted, work);
      await this.#mailbox.giveUp(granted.lane, granted.id);
      throw new StoreError('The work no longer waits for its lane.');
    } finally {
      this.#working -= 1;
      this.#tellIfIdle();
    }
  }

  async renew(): Promise<void> {
    await this.#mailbox.renew([...this.#held].map(([token, lane]) => ({ lane, token })));
  }

  /** Reports an error that no caller waits for. */
  fault(error: unknown): void {
    if (this.#halted) return;
    const fault = error instanceof Error ? error : new Error(String(error));
    this.#settings.observe?.({ kind: 'fault', where: 'lane', error: fault });
  }

  #begin(claim: Claim, inARow: number): void {
    this.#held.set(claim.token, claim.item.lane);
    this.#starting.push(() => void this.#turn(claim, inARow));
  }

  /** Runs one item, then starts the next one, of this lane or another, that ending the turn has claimed. */
  async #turn(claim: Claim, inARow: number): Promise<void> {
    const { item, token } = claim;
    const next = await this.#performItem(claim, inARow).finally(() => this.#held.delete(token));
    if (next) {
      this.#begin(next, next.item.lane === item.lane ? inARow + 1 : 1);
      return;
    }
    this.#running -= 1;
    this.#tellIfIdle();
  }

  async #performItem(claim: Claim, inARow: number): Promise<Claim | undefined> {
    const handler = this.#handler;
    if (!handler || this.#stopping) return this.#end(claim, 'unused', [], undefined);
    const { item, token, tries } = claim;
    const newLease = (mayHaveRun: boolean) =>
      new Lease({ lane: item.lane, token, mayHaveRun, isTracked: areTurnsTracked() });
    let lease = newLease(tries > 1);
    const once = () => this.#leases.run(lease, () => handler(item, lease));
    const failed = await runWithRetries(once, this.#settings, {
      isOver: () => this.#halted,
      mayRetry: async () => {
        lease = newLease(true);
        return !this.#stopping && (await this.#mailbox.holds(item.lane, token));
      },
    });
    const end = failed === undefined ? 'done' : failed === false ? 'back' : { aside: failed };
    const writes = failed === undefined ? lease.take() : [];
    return this.#end(claim, end, writes, inARow < itemsInARow && failed !== false ? 'lane' : 'other');
  }

  /** Ends an item's turn. Resolves with what to run next. */
  async #end(claim: Claim, end: End, writes: readonly Write[], want: Want): Promise<Claim | undefined> {
    try {
      const ended = await this.#untilWritten((isAgain) => {
        return this.#mailbox.end(claim, end, writes, this.#stopping ? undefined : want, isAgain);
      });
      if (ended.isLost) this.fault(lostLane());
      return ended.claim;
    } catch (error) {
      if (this.#halted) return undefined;
      // One of the turn's own changes threw an error, and would do so again.
      this.fault(error);
      return this.#end(claim, { aside: nameOf(error) }, [], want);
    }
  }

  /** The staged writes are committed even if the work fails; the caller gets its error. */
  async #perform<T>(granted: Work, work: (lease: Lease) => Promise<T>): Promise<T> {
    const { lane, token } = granted;
    const lease = new Lease({ lane, token, isTracked: areTurnsTracked() });
    this.#held.set(token, lane);
    try {
      return await this.#leases.run(lease, () => work(lease));
    } finally {
      await this.#endWork(granted, lease.take()).finally(() => this.#held.delete(token));
    }
  }

  async #endWork(work: Work, writes: readonly Write[]): Promise<void> {
    const { isLost } = await this.#untilWritten((isAgain) => {
      return this.withRoom(1, async (room) => {
        const ended = await this.#mailbox.endWork(work, writes, room > 0 ? 'lane' : undefined, isAgain);
        return { isLost: ended.isLost, claims: ended.claim ? [ended.claim] : [] };
      });
    });
    if (isLost) throw lostLane();
  }

  /** Repeats the end of a turn while the store is away, so that the turn does not run again afterwards. */
  async #untilWritten<T>(end: (isAgain: boolean) => Promise<T>): Promise<T> {
    for (let isAgain = false; ; isAgain = true) {
      try {
        return await end(isAgain);
      } catch (error) {
        if (this.#halted || !isStoreAway(error)) throw error;
        if (!isAgain) this.fault(error);
        await wait(againMs);
      }
    }
  }

  #tellIfIdle(): void {
    if (this.depth === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

function lostLane(): StoreError {
  return new StoreError('A turn has lost its lane to another process: nothing of it was written at its end.');
}
