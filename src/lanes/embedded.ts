import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';
import { StoreError } from '../core/errors.js';
import { LaneTurns } from '../core/laneTurns.js';
import type { AsideItem, DueItem, LaneHandler, LaneItem, LaneMeasure, Lanes } from '../store/lanes.js';
import type { Mailbox, StoredItem } from '../store/mailbox.js';
import { Alarm } from './dueTimer.js';
import { LaneQueues } from './queues.js';
import { attempt } from './runWithRetries.js';
import { type LaneSettings, laneSettings } from './settings.js';

/** The lanes of one process: queues in memory, over a mailbox that survives the process where its store does. */
export class EmbeddedLanes implements Lanes {
  readonly #mailbox: Mailbox;
  readonly #settings: LaneSettings;
  readonly #alarm: Alarm;
  readonly #turns = new LaneTurns();
  readonly #queues: LaneQueues;
  /** What is accepted before the start has read the mailbox. */
  #early: StoredItem[] | undefined = [];
  /** What the start found in the mailbox: an acceptance can be stored by then and not yet have been answered. */
  #found: ReadonlySet<number> = new Set();
  #handler: LaneHandler | undefined;
  #stopping = false;
  #halted = false;

  constructor(mailbox: Mailbox, clock: Clock, settings: Partial<LaneSettings> = {}) {
    this.#mailbox = mailbox;
    this.#settings = laneSettings(settings);
    this.#queues = new LaneQueues(this.#turns, this.#settings.concurrency, (error) => this.#fault(error));
    this.#alarm = new Alarm(
      clock,
      () => mailbox.nextDue(),
      () => this.#takeDue(),
    );
  }

  get depth(): number {
    return this.#queues.depth + (this.#alarm.isDue ? 1 : 0);
  }

  async start(handler: LaneHandler): Promise<void> {
    if (this.#handler) throw new Error('The lanes are started already.');
    this.#handler = handler;
    const left = new Map((await this.#remaining()).map((stored) => [stored.sequence, stored]));
    this.#found = new Set(left.keys());
    for (const stored of this.#early ?? []) left.set(stored.sequence, stored);
    this.#early = undefined;
    this.#take([...left.values()].sort((a, b) => a.sequence - b.sequence));
    this.#alarm.start();
  }

  async accept(items: readonly LaneItem[]): Promise<boolean[]> {
    this.#refuseWhenStopping();
    const stored = await this.#mailbox.append(items);
    this.#takeAccepted(stored.filter((each) => each !== undefined));
    return stored.map((each) => each !== undefined);
  }

  async schedule(item: DueItem): Promise<void> {
    this.#refuseWhenStopping();
    await this.#mailbox.schedule(item);
    this.#alarm.set();
  }

  cancel(key: string): Promise<boolean> {
    return this.#mailbox.cancel(key);
  }

  async run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const inline = this.#turns.inline(lane, work);
    if (inline) return inline;
    if (this.#halted) throw hasStopped();
    return new Promise<T>((resolve, reject) => {
      this.#queues.push(lane, { run: () => work().then(resolve, reject), refuse: reject });
    });
  }

  async measure(): Promise<LaneMeasure> {
    return this.#mailbox.measure();
  }

  setAside(): Promise<AsideItem[]> {
    return this.#mailbox.asides();
  }

  async repeat(id: string): Promise<boolean> {
    const stored = await this.#mailbox.takeBack(id);
    if (stored) this.#takeAccepted([stored]);
    return stored !== undefined;
  }

  async clear(): Promise<void> {
    await this.#mailbox.clear();
    this.#alarm.set();
  }

  async stop(deadlineMs = 10_000): Promise<void> {
    this.#stopping = true;
    this.#alarm.stop();
    if (this.#mailbox.isDurable) this.#queues.drop(({ refuse }) => refuse === undefined);
    const deadline = new AbortController();
    const late = wait(deadlineMs, undefined, { signal: deadline.signal }).catch(() => {});
    await Promise.race([this.#queues.idle(), late]);
    deadline.abort();
    this.#halted = true;
    this.#queues.halt();
    for (const { refuse } of this.#queues.drop(() => true)) refuse?.(hasStopped());
  }

  #refuseWhenStopping(): void {
    if (this.#stopping) throw new StoreError('The channel is stopping and takes nothing more.');
  }

  async #remaining(): Promise<StoredItem[]> {
    try {
      return await this.#mailbox.remaining();
    } catch (error) {
      // Nothing runs yet: whoever waits for the store can start again.
      this.#handler = undefined;
      throw error;
    }
  }

  async #takeDue(): Promise<void> {
    try {
      this.#takeAccepted(await this.#mailbox.takeDue());
    } catch (error) {
      this.#fault(error);
      throw error;
    }
  }

  #takeAccepted(items: readonly StoredItem[]): void {
    if (this.#early) this.#early.push(...items);
    else this.#take(items.filter(({ sequence }) => !this.#found.has(sequence)));
  }

  #take(items: readonly StoredItem[]): void {
    for (const stored of items) {
      if (this.#stopping && this.#mailbox.isDurable) return;
      this.#queues.push(stored.item.lane, { run: () => this.#perform(stored) });
    }
  }

  async #perform(stored: StoredItem): Promise<void> {
    if (!this.#handler) return;
    const failed = await attempt(stored.item, this.#handler, this.#settings, async () => !this.#halted);
    if (failed === undefined) await this.#mailbox.remove(stored.sequence);
    else if (failed !== false) await this.#mailbox.putAside(stored, failed);
  }

  #fault(error: unknown): void {
    const fault = error instanceof Error ? error : new Error(String(error));
    this.#settings.observe?.({ kind: 'fault', where: 'lane', error: fault });
  }
}

function hasStopped(): StoreError {
  return new StoreError('The channel has stopped and runs nothing more.');
}
