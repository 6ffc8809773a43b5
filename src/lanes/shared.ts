import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';
import { StoreError } from '../core/errors.js';
import { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';
import { areTurnsTracked, inScope } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { AsideItem, DueItem, LaneHandler, LaneItem, LaneMeasure, Lanes, Leaving } from '../store/lanes.js';
import type { Claim, End, SharedMailbox, Want, Work } from '../store/sharedMailbox.js';
import type { SharedEngine } from '../store/store.js';
import { type QueuedWork, runInline } from './inline.js';
import { LoopQueue } from './loopQueue.js';
import { runWithRetries } from './runWithRetries.js';
import type { LaneSettings } from './settings.js';
import { SharedDue } from './sharedDue.js';
import { SharedWorks } from './sharedWorks.js';
import { isStoreAway } from './untilStored.js';

/** How many items of a lane run before it stands behind the others. */
const itemsInARow = 20;
const slowestLookMs = 2000;
/** How many lanes are claimed at once, of those that wait. */
const mostClaims = 64;
const againMs = 100;

/**
 * The lanes of any number of processes that share a mailbox. An item usually runs in the process that has accepted it, in
 * the step of its acceptance; lanes that nobody has run wait for whoever has room. A lease that is renewed keeps a lane;
 * its token keeps a process that was only thought dead from writing anything beside its successor.
 */
export class SharedLanes implements Lanes {
  readonly #mailbox: SharedMailbox;
  readonly #settings: LaneSettings;
  readonly #leases: Leases;
  readonly #starting = new LoopQueue();
  readonly #works: SharedWorks;
  readonly #due: SharedDue;
  /** The leases to renew: tokens and their lanes. */
  readonly #held = new Map<string, string>();
  readonly #whenIdle: (() => void)[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #handler: LaneHandler | undefined;
  #isStarted = false;
  #isListening = false;
  /** Lanes that this process runs, and those that it may be given by what it has just asked for. */
  #running = 0;
  #asked = 0;
  #working = 0;
  #isTaking = false;
  #takesAgain = false;
  #connectedAt = Number.NEGATIVE_INFINITY;
  #stopping = false;
  #halted = false;

  constructor(engine: SharedEngine, clock: Clock, settings: LaneSettings) {
    const { takeOverMs } = settings;
    const mailbox = engine.mailbox(clock, takeOverMs);
    this.#mailbox = mailbox;
    this.#leases = engine.leases;
    this.#settings = settings;
    this.#works = new SharedWorks(mailbox, takeOverMs);
    this.#due = new SharedDue(clock, (limit) => this.#withRoom(limit, (room) => mailbox.takeDue(limit, room)));
    this.#every(takeOverMs / 3, () => this.#renew());
  }

  get depth(): number {
    return this.#running + this.#working;
  }

  async accept(items: readonly LaneItem[], writes: readonly Write[] = []): Promise<boolean[]> {
    this.#refuseWhenStopping();
    if (items.length === 0 && writes.length === 0) return [];
    const { isNew } = await this.#withRoom(items.length, (room) => this.#mailbox.accept(items, writes, room));
    return [...isNew];
  }

  async schedule(item: DueItem): Promise<void> {
    this.#refuseWhenStopping();
    await this.#mailbox.schedule(item);
    this.#due.scheduled(item.dueAt);
  }

  async cancel(key: string): Promise<boolean> {
    this.#refuseWhenStopping();
    return this.#mailbox.cancel(key);
  }

  async start(handler: LaneHandler): Promise<void> {
    if (this.#isStarted) throw new Error('The lanes are started already.');
    this.#refuseWhenStopping();
    this.#isStarted = true;
    try {
      await this.#mailbox.reclaim();
    } catch (error) {
      // Nothing has started, so the caller can retry `start()`.
      this.#isStarted = false;
      throw error;
    }
    if (this.#stopping) return;
    this.#handler = handler;
    this.#listen();
    this.#due.start();
    const { takeOverMs } = this.#settings;
    this.#every(Math.min(slowestLookMs, takeOverMs / 2), () => this.#lookRound());
    void this.#lookRound().catch((error: unknown) => this.#fault(error));
  }

  async run<T>(lane: string, work: (lease: Lease) => Promise<T>): Promise<T> {
    return runInline(this.#leases, lane, work, () => this.#queued(lane, work));
  }

  async leave(messages: readonly Leaving[]): Promise<readonly (readonly unknown[] | undefined)[]> {
    return this.#mailbox.leave(messages);
  }

  async measure(): Promise<LaneMeasure> {
    this.#refuseWhenHalted();
    return this.#mailbox.measure();
  }

  async setAside(): Promise<AsideItem[]> {
    this.#refuseWhenHalted();
    return this.#mailbox.asides();
  }

  async repeat(id: string): Promise<boolean> {
    this.#refuseWhenStopping();
    const { isKnown } = await this.#withRoom(1, async (room) => {
      const claims = await this.#mailbox.repeat(id, room);
      return { isKnown: claims !== undefined, claims: claims ?? [] };
    });
    return isKnown;
  }

  async clear(): Promise<void> {
    this.#refuseWhenStopping();
    await this.#mailbox.clear();
  }

  async stop(deadlineMs = 10_000): Promise<void> {
    this.#stopping = true;
    this.#due.stop();
    if (this.depth > 0) {
      const deadline = new AbortController();
      const idle = new Promise<void>((resolve) => this.#whenIdle.push(resolve));
      await Promise.race([idle, wait(deadlineMs, undefined, { signal: deadline.signal }).catch(() => {})]);
      deadline.abort();
    }
    this.#halted = true;
    this.#works.refuseAll(hasStopped());
    for (const timer of this.#timers) clearInterval(timer);
    this.#mailbox.close();
  }

  #queued<T>(lane: string, work: (lease: Lease) => Promise<T>): QueuedWork<T> {
    let isWithdrawn = false;
    let hasBegun = false;
    const withdraw = () => {
      isWithdrawn = !hasBegun;
      return isWithdrawn;
    };
    const done = this.#entered(lane, async (granted) => {
      if (isWithdrawn) {
        await this.#mailbox.giveUp(lane, granted.id);
        throw new StoreError('The work no longer waits for its lane.');
      }
      hasBegun = true;
      return this.#perform(granted, work);
    });
    return { done, withdraw };
  }

  async #entered<T>(lane: string, use: (granted: Work) => Promise<T>): Promise<T> {
    this.#refuseWhenHalted();
    this.#listen();
    this.#working += 1;
    try {
      return await use(await this.#works.enter(lane));
    } finally {
      this.#working -= 1;
      this.#tellIfIdle();
    }
  }

  /** Asks for something that may give this process lanes to run, at most `most`, and begins to run them. */
  async #withRoom<T extends { readonly claims: readonly Claim[] }>(
    most: number,
    ask: (room: number) => Promise<T>,
  ): Promise<T> {
    const free = this.#handler && !this.#stopping ? this.#settings.concurrency - this.#running - this.#asked : 0;
    const room = Math.max(0, Math.min(free, most));
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

  #begin(claim: Claim, inARow: number): void {
    this.#held.set(claim.token, claim.item.lane);
    this.#starting.push(() => void this.#turn(claim, inARow));
  }

  /** Runs one item, and begins what the end of its turn answers: the next one, of this lane or of another. */
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
    const once = () => this.#runAs(lease, () => handler(item, lease));
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

  /** Ends an item's turn. Answers what is to run next. */
  async #end(claim: Claim, end: End, writes: readonly Write[], want: Want): Promise<Claim | undefined> {
    try {
      const ended = await this.#untilWritten((isAgain) => {
        return this.#mailbox.end(claim, end, writes, this.#stopping ? undefined : want, isAgain);
      });
      if (ended.isLost) this.#fault(lostLane());
      return ended.claim;
    } catch (error) {
      if (this.#halted) return undefined;
      // One of the turn's own changes has thrown, and would again.
      this.#fault(error);
      return this.#end(claim, { aside: nameOf(error) }, [], want);
    }
  }

  /** What the work has staged is committed also if it failed: its error is its caller's. */
  async #perform<T>(granted: Work, work: (lease: Lease) => Promise<T>): Promise<T> {
    const { lane, token } = granted;
    const lease = new Lease({ lane, token, isTracked: areTurnsTracked() });
    this.#held.set(token, lane);
    try {
      return await this.#runAs(lease, () => work(lease));
    } finally {
      await this.#endWork(granted, lease.take()).finally(() => this.#held.delete(token));
    }
  }

  async #endWork(work: Work, writes: readonly Write[]): Promise<void> {
    const { isLost } = await this.#untilWritten((isAgain) => {
      return this.#withRoom(1, async (room) => {
        const ended = await this.#mailbox.endWork(work, writes, room > 0 ? 'lane' : undefined, isAgain);
        return { isLost: ended.isLost, claims: ended.claim ? [ended.claim] : [] };
      });
    });
    if (isLost) throw lostLane();
  }

  /** An end is repeated while the store is away, so that what has been done is not done again after it. */
  async #untilWritten<T>(end: (isAgain: boolean) => Promise<T>): Promise<T> {
    for (let isAgain = false; ; isAgain = true) {
      try {
        return await end(isAgain);
      } catch (error) {
        if (this.#halted || !isStoreAway(error)) throw error;
        if (!isAgain) this.#fault(error);
        await wait(againMs);
      }
    }
  }

  async #runAs<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    this.#leases.begin(lease);
    try {
      return await inScope({ lease }, work);
    } finally {
      await lease.end();
      this.#leases.end(lease);
    }
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    this.#mailbox.listen({
      woken: () => void this.#takeWaiting().catch((error: unknown) => this.#fault(error)),
      granted: (work, token) => this.#works.granted(work, token),
      connected: () => {
        this.#connectedAt = performance.now();
        void this.#renew().catch((error: unknown) => this.#fault(error));
      },
    });
  }

  async #renew(): Promise<void> {
    await this.#mailbox.renew([...this.#held].map(([token, lane]) => ({ lane, token })));
  }

  /**
   * Takes what is due, which another process may have scheduled, and the lanes of processes that died. Right after an
   * outage it leaves these alone: their processes were away as well, and are about to renew their leases.
   */
  async #lookRound(): Promise<void> {
    await this.#due.take();
    if (performance.now() - this.#connectedAt > this.#settings.takeOverMs / 2) await this.#mailbox.reclaim();
    await this.#takeWaiting();
  }

  /** Claims lanes that wait for a process, as many as there is room for. */
  async #takeWaiting(): Promise<void> {
    this.#takesAgain = true;
    if (this.#isTaking) return;
    this.#isTaking = true;
    try {
      while (this.#takesAgain) {
        this.#takesAgain = false;
        await this.#withRoom(mostClaims, async (room) => {
          const claims = room > 0 ? await this.#mailbox.take(room) : [];
          if (room > 0 && claims.length === room) this.#takesAgain = true;
          return { claims };
        });
      }
    } finally {
      this.#isTaking = false;
    }
  }

  #tellIfIdle(): void {
    if (this.depth === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #every(ms: number, work: () => Promise<unknown>): void {
    this.#timers.push(setInterval(() => void work().catch((error: unknown) => this.#fault(error)), ms).unref());
  }

  #refuseWhenStopping(): void {
    if (this.#stopping) throw new StoreError('The channel is stopping and takes nothing more.');
  }

  #refuseWhenHalted(): void {
    if (this.#halted) throw hasStopped();
  }

  #fault(error: unknown): void {
    if (this.#halted) return;
    const fault = error instanceof Error ? error : new Error(String(error));
    this.#settings.observe?.({ kind: 'fault', where: 'lane', error: fault });
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

function hasStopped(): StoreError {
  return new StoreError('The channel has stopped and runs nothing more.');
}

function lostLane(): StoreError {
  return new StoreError('A turn has lost its lane to another process: nothing of it was written at its end.');
}
