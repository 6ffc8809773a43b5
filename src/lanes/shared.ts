import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';
import { DamagedValueError, StoreError } from '../core/errors.js';
import { Lease } from '../core/lease.js';
import type { Leases } from '../core/leases.js';
import { Scope } from '../core/scope.js';
import type { Write } from '../core/write.js';
import type { AsideItem, DueItem, LaneHandler, LaneItem, LaneMeasure, Lanes, Leaving } from '../store/lanes.js';
import type { Claim, End, SharedMailbox, Want, Work } from '../store/sharedMailbox.js';
import { LoopQueue } from './loopQueue.js';
import { attempt } from './runWithRetries.js';
import { type LaneSettings, laneSettings } from './settings.js';
import { SharedDue } from './sharedDue.js';
import { SharedWorks } from './sharedWorks.js';

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
  readonly #current = new Scope<Lease>();
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

  /** `leases` are told of every turn; there is one for each store. */
  constructor(mailbox: SharedMailbox, clock: Clock, leases: Leases, settings: Partial<LaneSettings> = {}) {
    this.#mailbox = mailbox;
    this.#leases = leases;
    this.#settings = laneSettings(settings);
    const { takeOverMs } = this.#settings;
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
    const current = this.#current.value;
    if (current?.lane === lane && !current.isOver) return current.inline(() => work(current));
    if (this.#halted) throw hasStopped();
    this.#listen();
    this.#working += 1;
    try {
      const granted = await this.#works.enter(lane);
      const lease = new Lease(granted);
      return await this.#runAs(lease, () => this.#perform(granted, lease, work));
    } finally {
      this.#working -= 1;
      this.#tellIfIdle();
    }
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
    const { item, token, tries } = claim;
    const lease = new Lease({ lane: item.lane, token, mayHaveRun: tries > 1 });
    const next = await this.#runAs(lease, () => this.#performItem(claim, lease, inARow));
    if (next) {
      this.#begin(next, next.item.lane === item.lane ? inARow + 1 : 1);
      return;
    }
    this.#running -= 1;
    this.#tellIfIdle();
  }

  async #performItem(claim: Claim, lease: Lease, inARow: number): Promise<Claim | undefined> {
    const handler = this.#handler;
    if (!handler || this.#stopping) return this.#end(claim, 'unused', [], undefined);
    const { item, token } = claim;
    const run: LaneHandler = (each) => {
      lease.discard();
      return handler(each, lease);
    };
    const mayRetry = async () => !this.#stopping && (await this.#mailbox.holds(item.lane, token));
    const failed = await this.#current.run(lease, () => attempt(item, run, this.#settings, mayRetry));
    await lease.end();
    if (failed !== undefined) lease.discard();
    const end = failed === undefined ? 'done' : failed === false ? 'back' : { aside: failed };
    return this.#end(claim, end, lease.take(), inARow < itemsInARow && failed !== false ? 'lane' : 'other');
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

  async #perform<T>(granted: Work, lease: Lease, work: (lease: Lease) => Promise<T>): Promise<T> {
    try {
      const answer = await this.#current.run(lease, () => work(lease));
      await lease.end();
      await this.#endWork(granted, lease.take());
      return answer;
    } catch (error) {
      await lease.end();
      // The lane is given back without the writes of the work; if that fails, its lease runs out.
      await this.#endWork(granted, []).catch(() => {});
      throw error;
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

  /** Whatever runs in a lane is known to the leases, and its lease is renewed. */
  async #runAs<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    this.#leases.begin(lease);
    this.#held.set(lease.token, lease.lane);
    try {
      return await work();
    } finally {
      this.#held.delete(lease.token);
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
    if (performance.now() - this.#connectedAt > this.#settings.takeOverMs / 2) {
      // If this process has been slow itself, its own leases come first.
      await this.#renew();
      await this.#mailbox.reclaim();
    }
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
        // Half of the room is left to what is accepted meanwhile.
        const most = Math.min(mostClaims, Math.ceil((this.#settings.concurrency - this.#running) / 2));
        await this.#withRoom(most, async (room) => {
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

function isStoreAway(error: unknown): boolean {
  return error instanceof StoreError && !(error instanceof DamagedValueError);
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
