import { setImmediate as nextLoop, setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';
import { LaneLostError, StoreError } from '../core/errors.js';
import { Lease } from '../core/lease.js';
import { areTurnsTracked, type Scope } from '../core/turn.js';
import type { Write } from '../core/write.js';
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
import type { Mailbox, StoredItem } from '../store/mailbox.js';
import type { OwnEngine } from '../store/store.js';
import type { Values } from '../store/values.js';
import { aftermathOf } from './aftermath.js';
import { Arrivals } from './arrivals.js';
import { DueTimer } from './dueTimer.js';
import { type Asking, type QueuedWork, runInline } from './inline.js';
import { LaneQueues } from './queues.js';
import { Reruns } from './reruns.js';
import { Runs } from './runs.js';
import { runWithRetries } from './runWithRetries.js';
import type { LaneSettings } from './settings.js';
import { untilStored } from './untilStored.js';
import { Waits } from './waits.js';

/** How many due items are taken per turn of the event loop. */
const duePage = 200;

/** The lanes of one process: queues in memory, and a mailbox that survives the process if its store does. */
export class EmbeddedLanes implements Lanes {
  readonly #mailbox: Mailbox;
  readonly #values: Values;
  readonly #settings: LaneSettings;
  readonly #waits: Waits;
  readonly #runs: Runs;
  readonly #reruns: Reruns;
  readonly #dueTimer: DueTimer;
  readonly #queues: LaneQueues;
  readonly #arrivals: Arrivals;
  #handler: LaneHandler | undefined;
  #whenSetAside: WhenSetAside | undefined;
  /** What is being accepted. */
  readonly #accepting = new Set<Promise<unknown>>();
  /** Resolves once items are accepted again. */
  #accepts: Promise<unknown> | undefined;
  /** Items that were deleted before their turn came, by their sequence numbers. */
  readonly #dropped = new Set<number>();
  #takingDue: Promise<void> | undefined;
  #stopping = false;
  #halted = false;

  constructor(engine: OwnEngine, clock: Clock, settings: LaneSettings) {
    const mailbox = engine.mailbox(clock);
    this.#mailbox = mailbox;
    this.#values = engine.values;
    this.#settings = settings;
    this.#queues = new LaneQueues(settings.concurrency, (error) => this.#fault(error));
    this.#waits = new Waits(engine.leases, this.#queues);
    this.#runs = new Runs(this.#waits, settings);
    this.#reruns = new Reruns(settings, this.#queues);
    this.#arrivals = new Arrivals(mailbox, (stored, mayHaveRun) => this.#take(stored, mayHaveRun));
    this.#dueTimer = new DueTimer(
      clock,
      () => mailbox.nextDue(),
      () => this.#takeDue(),
    );
  }

  get depth(): number {
    return this.#queues.depth + (this.#dueTimer.isDue || this.#arrivals.isReading ? 1 : 0);
  }

  async start(handler: LaneHandler, whenSetAside?: WhenSetAside): Promise<void> {
    if (this.#handler) throw new Error('The lanes are started already.');
    this.#handler = handler;
    this.#whenSetAside = whenSetAside;
    try {
      await this.#arrivals.open(() => this.#stopping);
    } catch (error) {
      // Nothing has started, so the caller can retry.
      this.#handler = undefined;
      throw error;
    }
    if (!this.#stopping) this.#dueTimer.start();
  }

  async accept(items: readonly LaneItem[], writes: readonly Write[] = []): Promise<boolean[]> {
    this.#refuseWhenStopping();
    while (this.#accepts) await this.#accepts;
    const stored = await this.#taking(this.#mailbox.append(items, writes));
    return stored.map((each) => each !== undefined);
  }

  /** The items belong to their lanes as soon as the store has them. */
  async #taking(storing: Promise<(StoredItem | undefined)[]>): Promise<(StoredItem | undefined)[]> {
    const taking = storing.then((stored) => {
      this.#arrivals.add(stored);
      return stored;
    });
    this.#accepting.add(taking);
    return taking.finally(() => this.#accepting.delete(taking));
  }

  async schedule(item: DueItem): Promise<void> {
    // A turn that may still end while they stop may schedule what it has to.
    if (this.#halted) throw hasStopped();
    await this.#mailbox.schedule(item);
    this.#dueTimer.set();
  }

  async cancel(key: string): Promise<boolean> {
    return this.#mailbox.cancel(key);
  }

  async run<T>(lane: string, work: (lease: Lease) => Promise<T>, within?: Lease, isNext = false): Promise<T> {
    return runInline(this.#waits, lane, work, (asking) => this.#queued(lane, work, asking, isNext), within);
  }

  async leave(messages: readonly Leaving[]): Promise<(readonly unknown[] | undefined)[]> {
    if (this.#halted) return messages.map(() => undefined);
    const held = messages.map(({ lease }) => !lease.isOver);
    const stored = await this.#values.commit(messages.flatMap(({ writes }, at) => (held[at] ? writes : [])));
    let from = 0;
    return messages.map(({ writes }, at) => {
      if (!held[at]) return undefined;
      from += writes.length;
      return stored.slice(from - writes.length, from);
    });
  }

  async measure(): Promise<LaneMeasure> {
    return this.#mailbox.measure();
  }

  async setAside(): Promise<AsideItem[]> {
    return this.#mailbox.asides();
  }

  async repeat(id: string): Promise<boolean> {
    const stored = await this.#mailbox.takeBack(id);
    if (stored) this.#arrivals.add([stored], true);
    return stored !== undefined;
  }

  kept(): AsyncIterable<readonly KeptItem[]> {
    return this.#mailbox.kept();
  }

  changeAside(id: string, next: LaneItem | undefined): Promise<void> {
    return this.#mailbox.changeAside(id, next);
  }

  forgetIds(isTheirs: (id: string) => boolean): Promise<number> {
    return this.#mailbox.forgetIds(isTheirs);
  }

  async empty(
    leases: readonly Lease[],
    writesFor: (items: readonly LaneItem[]) => readonly Write[],
  ): Promise<readonly LaneItem[]> {
    while (this.#accepts) await this.#accepts;
    const emptying = this.#empty(leases, writesFor);
    // Nothing is accepted between the look at what waits and the writes.
    this.#accepts = emptying.catch(() => {});
    return emptying.finally(() => {
      this.#accepts = undefined;
    });
  }

  async #empty(
    leases: readonly Lease[],
    writesFor: (items: readonly LaneItem[]) => readonly Write[],
  ): Promise<LaneItem[]> {
    const lanes = new Set(leases.map(({ lane }) => lane));
    await Promise.allSettled(this.#accepting);
    const waiting: StoredItem[] = [];
    for (let after = 0; ; ) {
      const page = await this.#mailbox.page(after, duePage);
      waiting.push(...page.filter(({ item }) => lanes.has(item.lane)));
      after = page.at(-1)?.sequence ?? after;
      if (page.length < duePage) break;
      await nextLoop();
    }
    const lost = leases.find(({ isOver }) => isOver);
    if (lost) throw lost.lostBy ?? new LaneLostError();
    const items = waiting.map(({ item }) => item);
    const sequences = waiting.map(({ sequence }) => sequence);
    await this.#mailbox.drop(sequences, writesFor(items));
    for (const sequence of sequences) this.#dropped.add(sequence);
    return items;
  }

  async clear(): Promise<void> {
    await this.#mailbox.clear();
    this.#dueTimer.set();
  }

  async idle(): Promise<void> {
    await this.#arrivals.reading;
    if (this.#handler && !this.#stopping) await this.#takeDue();
    await this.#queues.idle();
  }

  async stop(deadlineMs = 10_000): Promise<void> {
    this.#stopping = true;
    this.#dueTimer.stop();
    if (this.#mailbox.isDurable) this.#queues.drop(({ refuse }) => refuse === undefined);
    const deadline = new AbortController();
    const late = wait(deadlineMs, undefined, { signal: deadline.signal }).catch(() => {});
    await Promise.race([this.#queues.idle(), late]);
    deadline.abort();
    this.#halted = true;
    this.#queues.halt();
    this.#runs.close();
    for (const { refuse } of this.#queues.drop(() => true)) refuse?.(hasStopped());
  }

  #queued<T>(lane: string, work: (lease: Lease) => Promise<T>, { scope }: Asking, isNext: boolean): QueuedWork<T> {
    if (this.#halted) return { done: Promise.reject(hasStopped()), withdraw: () => false };
    let withdraw = () => false;
    const done = new Promise<T>((resolve, reject) => {
      const run = async () => {
        // The turn that asked has lost its lane meanwhile, and may do nothing more.
        scope?.lease.refuseIfLost();
        return this.#work(new Lease({ lane, isTracked: areTurnsTracked() }), work, scope);
      };
      const job = { run: () => run().then(resolve, reject), refuse: reject };
      this.#queues.push(lane, job, isNext);
      withdraw = () => this.#queues.remove(lane, job);
    });
    return { done, withdraw };
  }

  /** Runs a turn that is not a stored item. Its writes are committed even if it fails; the caller gets its error. */
  async #work<T>(lease: Lease, work: (lease: Lease) => Promise<T>, outer: Scope | undefined): Promise<T> {
    try {
      return await this.#runs.run(lease, () => work(lease), outer);
    } finally {
      const writes = lease.take();
      if (writes.length > 0) await this.#stored(() => this.#values.commit(writes));
    }
  }

  #refuseWhenStopping(): void {
    if (this.#stopping) throw new StoreError('The channel is stopping and takes nothing more.');
  }

  #takeDue(): Promise<void> {
    this.#takingDue ??= this.#takeAllDue().finally(() => {
      this.#takingDue = undefined;
    });
    return this.#takingDue;
  }

  async #takeAllDue(): Promise<void> {
    try {
      for (;;) {
        while (this.#accepts) await this.#accepts;
        const due = await this.#taking(this.#mailbox.takeDue(duePage));
        if (due.length < duePage || this.#stopping) return;
        await nextLoop();
      }
    } catch (error) {
      this.#fault(error);
      throw error;
    }
  }

  #take(stored: StoredItem, mayHaveRun: boolean): void {
    if (this.#stopping && this.#mailbox.isDurable) return;
    const run = () => (mayHaveRun ? this.#performAgain(stored) : this.#perform(stored, false));
    this.#queues.push(stored.item.lane, { run });
  }

  /** Runs an item that an earlier process may have been running when it ended, if it may run once more. */
  async #performAgain(stored: StoredItem): Promise<void> {
    if (this.#dropped.delete(stored.sequence)) return;
    const runs = Math.max(stored.runs ?? 0, 1);
    return this.#reruns.run(runs, {
      again: async () => {
        if (this.#halted) return;
        await this.#stored(() => this.#mailbox.begun(stored.sequence, runs + 1));
        await this.#perform(stored, true);
      },
      setAside: (error) => {
        this.#fault(error);
        return this.#setAside(stored, error);
      },
    });
  }

  async #perform(stored: StoredItem, mayHaveRun: boolean): Promise<void> {
    const handler = this.#handler;
    if (!handler || this.#dropped.delete(stored.sequence)) return;
    const { item } = stored;
    let lease = new Lease({ lane: item.lane, mayHaveRun, isTracked: areTurnsTracked() });
    const once = () => this.#runs.run(lease, () => handler(item, lease));
    const failed = await runWithRetries(once, this.#settings, {
      isOver: () => this.#halted,
      mayRetry: async () => {
        lease = new Lease({ lane: item.lane, mayHaveRun: true, isTracked: areTurnsTracked() });
        return !this.#halted;
      },
    });
    if (failed === undefined) await this.#end(stored, lease.take());
    else if (failed !== false) await this.#setAside(stored, failed);
  }

  async #end(stored: StoredItem, writes: readonly Write[]): Promise<void> {
    try {
      await this.#stored(() => this.#mailbox.done(stored.sequence, writes));
    } catch (error) {
      if (this.#halted) return;
      // One of the turn's own changes threw an error, and would do so again.
      this.#fault(error);
      await this.#setAside(stored, asError(error));
    }
  }

  /** Makes an item a dead letter, with what the hook wants to follow from it. */
  async #setAside(stored: StoredItem, error: Error): Promise<void> {
    const aftermath = aftermathOf(this.#whenSetAside, stored.item, error, (thrown) => this.#fault(thrown));
    const { writes, items } = aftermath;
    const put = async (writes: readonly Write[]) => {
      this.#arrivals.add(await this.#stored(() => this.#mailbox.putAside(stored, error.name, writes, items)));
    };
    try {
      await put(writes);
    } catch (thrown) {
      if (this.#halted || writes.length === 0) throw thrown;
      this.#fault(thrown);
      await put([]);
    }
  }

  /** Repeats the end of a turn while the store is away: if it were lost, the turn would run again. */
  async #stored<T>(write: () => Promise<T>): Promise<T> {
    return untilStored(write, () => this.#halted);
  }

  #fault(error: unknown): void {
    this.#settings.observe?.({ kind: 'fault', where: 'lane', error: asError(error) });
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function hasStopped(): StoreError {
  return new StoreError('The channel has stopped and runs nothing more.');
}
