import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';
import { LaneLostError, StoreError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { SharedEngine } from '../store/engine.js';
import type {
  AsideItem,
  DueItem,
  KeptItem,
  LaneHandler,
  LaneItem,
  LaneMeasure,
  Lanes,
  Leaving,
  WhenSetAside,
} from '../store/lanes.js';
import type { SharedMailbox } from '../store/sharedMailbox.js';
import { type Asking, type QueuedWork, runInline } from './inline.js';
import type { LaneSettings } from './settings.js';
import { SharedDue } from './sharedDue.js';
import { SharedTurns } from './sharedTurns.js';
import { SharedWorks } from './sharedWorks.js';

const slowestLookMs = 2000;
const beatMs = 1000;
/**
 * For how long after an outage no other process is taken for gone: they were cut off as well, and connect again. Longer
 * than a process waits between two tries to connect.
 */
const reconnectMs = 5000;
/** How many waiting lanes are claimed at once. */
const mostClaims = 64;

/**
 * The lanes of any number of processes that share a mailbox. The process that accepts an item usually gets its lane in
 * the same step and runs it. Other lanes wait for a process with room. A process keeps a lane by renewing its lease.
 * The lease's token stops a process that was wrongly taken for dead from writing next to its successor.
 */
export class SharedLanes implements Lanes {
  readonly #mailbox: SharedMailbox;
  readonly #takeOverMs: number;
  readonly #turns: SharedTurns;
  readonly #works: SharedWorks;
  readonly #due: SharedDue;
  readonly #timers: NodeJS.Timeout[] = [];
  #isStarted = false;
  #isListening = false;
  #isTaking = false;
  #takesAgain = false;
  #connectedAt = Number.NEGATIVE_INFINITY;

  constructor({ mailbox: openMailbox, leases }: SharedEngine, clock: Clock, settings: LaneSettings) {
    const { takeOverMs } = settings;
    const mailbox = openMailbox(clock, takeOverMs);
    this.#mailbox = mailbox;
    this.#takeOverMs = takeOverMs;
    const hasRoom = () => void this.#takeWaiting().catch((error: unknown) => this.#turns.fault(error));
    this.#turns = new SharedTurns(mailbox, leases, settings, hasRoom);
    this.#works = new SharedWorks(mailbox, takeOverMs);
    this.#due = new SharedDue(clock, (limit) => this.#turns.withRoom(limit, (room) => mailbox.takeDue(limit, room)));
    this.#every(takeOverMs / 3, () => this.#turns.renew());
  }

  get depth(): number {
    return this.#turns.depth;
  }

  async accept(items: readonly LaneItem[], writes: readonly Write[] = []): Promise<boolean[]> {
    this.#refuseWhenStopping();
    if (items.length === 0 && writes.length === 0) return [];
    const { isNew } = await this.#turns.withRoom(items.length, (room) => this.#mailbox.accept(items, writes, room));
    return [...isNew];
  }

  async schedule(item: DueItem): Promise<void> {
    // A turn that may still end while they stop may schedule what it has to.
    this.#refuseWhenHalted();
    await this.#mailbox.schedule(item);
    this.#due.scheduled(item.dueAt);
  }

  async cancel(key: string): Promise<boolean> {
    this.#refuseWhenHalted();
    return this.#mailbox.cancel(key);
  }

  async start(handler: LaneHandler, whenSetAside?: WhenSetAside): Promise<void> {
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
    if (this.#turns.isStopping) return;
    this.#turns.start(handler, whenSetAside);
    this.#listen();
    this.#due.start();
    this.#every(Math.min(slowestLookMs, this.#takeOverMs / 2), () => this.#lookRound());
    void this.#lookRound().catch((error: unknown) => this.#turns.fault(error));
  }

  async run<T>(lane: string, work: (lease: Lease) => Promise<T>, within?: Lease, isNext = false): Promise<T> {
    return runInline(this.#turns.waits, lane, work, (asking) => this.#queued(lane, work, asking, isNext), within);
  }

  async leave(messages: readonly Leaving[]): Promise<readonly (readonly unknown[] | undefined)[]> {
    await this.#turns.ascertain(messages.map(({ lease }) => lease));
    const held = messages.map(({ lease }) => !lease.isOver);
    const answers = (await this.#mailbox.leave(messages.filter((_, at) => held[at]))).values();
    return held.map((isHeld) => (isHeld ? answers.next().value : undefined));
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
    const { isKnown } = await this.#turns.withRoom(1, async (room) => {
      const claims = await this.#mailbox.repeat(id, room);
      return { isKnown: claims !== undefined, claims: claims ?? [] };
    });
    return isKnown;
  }

  kept(): AsyncIterable<readonly KeptItem[]> {
    this.#refuseWhenHalted();
    return this.#mailbox.kept();
  }

  changeAside(id: string, next: LaneItem | undefined): Promise<void> {
    this.#refuseWhenHalted();
    return this.#mailbox.changeAside(id, next);
  }

  forgetIds(isTheirs: (id: string) => boolean): Promise<number> {
    this.#refuseWhenHalted();
    return this.#mailbox.forgetIds(isTheirs);
  }

  async empty(
    leases: readonly Lease[],
    writesFor: (items: readonly LaneItem[]) => readonly Write[],
  ): Promise<readonly LaneItem[]> {
    await this.#turns.ascertain(leases);
    const lost = leases.find(({ isOver }) => isOver);
    const items = lost ? undefined : await this.#mailbox.empty(leases, writesFor);
    if (!items) throw lost?.lostBy ?? new LaneLostError();
    return items;
  }

  async clear(): Promise<void> {
    this.#refuseWhenStopping();
    await this.#mailbox.clear();
  }

  async idle(): Promise<void> {
    this.#refuseWhenHalted();
    if (this.#isStarted && !this.#turns.isStopping) await this.#lookRound();
    await this.#turns.idle();
  }

  async stop(deadlineMs = 10_000): Promise<void> {
    this.#turns.stop();
    this.#due.stop();
    const deadline = new AbortController();
    const late = wait(deadlineMs, undefined, { signal: deadline.signal }).catch(() => {});
    await Promise.race([this.#turns.idle(), late]);
    deadline.abort();
    this.#turns.halt();
    this.#works.refuseAll(hasStopped());
    for (const timer of this.#timers) clearInterval(timer);
    this.#mailbox.close();
  }

  #queued<T>(
    lane: string,
    work: (lease: Lease) => Promise<T>,
    { scope, waiting }: Asking,
    isNext: boolean,
  ): QueuedWork<T> {
    let isWanted = true;
    let hasBegun = false;
    const wants = () => {
      // If the turn that asked has lost its lane meanwhile, it may do nothing more.
      hasBegun = isWanted && !scope?.lease.isLost;
      return hasBegun;
    };
    const withdraw = () => {
      isWanted = hasBegun;
      return !hasBegun;
    };
    const enter = async () => {
      this.#refuseWhenHalted();
      this.#listen();
      return this.#works.enter(lane, scope ? waiting : this.#mayWait(lane), isNext);
    };
    return { done: this.#turns.work(enter, wants, work, scope), withdraw };
  }

  /**
   * Nobody knows which turn asks if turns are not tracked yet. Then each of those may be the one, except for what runs
   * in the lane itself: work that must not wait for that one runs inside it (see `runInline`).
   */
  #mayWait(lane: string): Lease[] {
    return this.#turns.waits.leases.untracked().filter((lease) => lease.lane !== lane);
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const listening = this.#mailbox.listen({
      woken: () => void this.#takeWaiting().catch((error: unknown) => this.#turns.fault(error)),
      granted: (work, token) => this.#works.granted(work, token),
      connected: () => {
        this.#connectedAt = performance.now();
        void this.#beat();
        void this.#turns.renew().catch((error: unknown) => this.#turns.fault(error));
      },
    });
    this.#every(beatMs, () => this.#beat());
    void listening.then(() => this.#beat());
  }

  async #beat(): Promise<void> {
    try {
      await this.#mailbox.beat(performance.now() - this.#connectedAt > reconnectMs);
    } catch {
      // The store is away, which `#lookRound` reports.
    }
  }

  /**
   * Takes what is due, which another process may have scheduled, and frees lanes whose leases have expired. It does not
   * do the latter right after an outage: the other processes were cut off as well, and are about to renew their leases.
   */
  async #lookRound(): Promise<void> {
    await this.#due.take();
    if (performance.now() - this.#connectedAt > this.#takeOverMs / 2) {
      // If this process has been slow itself, it renews its own leases first.
      await this.#turns.renew();
      await this.#mailbox.reclaim();
    }
    await this.#takeWaiting();
  }

  /** Claims as many waiting lanes as there is room for. */
  async #takeWaiting(): Promise<void> {
    this.#takesAgain = true;
    if (this.#isTaking) return;
    this.#isTaking = true;
    try {
      while (this.#takesAgain) {
        this.#takesAgain = false;
        // Leave half of the room to items that are accepted meanwhile.
        const most = Math.min(mostClaims, Math.ceil(this.#turns.room / 2));
        await this.#turns.withRoom(most, async (room) => {
          const claims = room > 0 ? await this.#mailbox.take(room) : [];
          if (room > 0 && claims.length === room) this.#takesAgain = true;
          return { claims };
        });
      }
    } finally {
      this.#isTaking = false;
    }
  }

  #every(ms: number, work: () => Promise<unknown>): void {
    this.#timers.push(setInterval(() => void work().catch((error: unknown) => this.#turns.fault(error)), ms).unref());
  }

  #refuseWhenStopping(): void {
    if (this.#turns.isStopping) throw new StoreError('The channel is stopping and takes nothing more.');
  }

  #refuseWhenHalted(): void {
    if (this.#turns.isHalted) throw hasStopped();
  }
}

function hasStopped(): StoreError {
  return new StoreError('The channel has stopped and runs nothing more.');
}
