import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Clock } from '../../core/clock.js';
import { StoreError } from '../../core/errors.js';
import { LaneTurns } from '../../core/laneTurns.js';
import { within } from '../../core/within.js';
import { attempt } from '../../lanes/runWithRetries.js';
import { type LaneSettings, laneSettings } from '../../lanes/settings.js';
import type { AsideItem, DueItem, LaneHandler, LaneItem, LaneMeasure, Lanes } from '../lanes.js';
import type { RedisStore } from '../open.js';
import { answerMs, connect, guarded, type RunScript, scriptsOn } from './commands.js';
import { DueItems } from './due.js';
import { asideItem, asideJson, type HeadItem, headItem, itemJson } from './item.js';
import { LaneJobs } from './jobs.js';
import { LaneLocks } from './locks.js';
import { rememberedSeconds } from './scripts.js';

/** How many items of a lane run before it stands behind the others. */
const itemsPerJob = 20;
const slowestLookMs = 2000;
/** How many forgotten lanes are woken at a time: under load most lanes found so do have a job that waits. */
const lanesPerLook = 100;
const againMs = 100;
/** How long stop() waits for BullMQ's book-keeping once no turn runs. */
const bookKeepingMs = 1000;
const strings = z.array(z.string());
const measured = z.tuple([z.string(), z.number(), z.string().optional()]);

/**
 * The lanes of any number of processes, in one Redis. The items of a lane stand in a list; jobs in BullMQ say which
 * process runs a lane next. A lock per lane, looked at in the very step that takes or ends an item, keeps a process that
 * was only thought dead from running beside its successor.
 */
export class RedisLanes implements Lanes {
  readonly #clock: Clock;
  readonly #settings: LaneSettings;
  readonly #base: string;
  readonly #connection: Redis;
  readonly #script: RunScript;
  readonly #jobs: LaneJobs;
  readonly #locks: LaneLocks;
  readonly #due: DueItems;
  readonly #turns = new LaneTurns();
  readonly #whenIdle: (() => void)[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  /** The first connection, until it stands: later ones come by themselves, and commands fail without one. */
  #connecting: Promise<void> | undefined;
  #isStarted = false;
  #depth = 0;
  #stopping = false;
  #halted = false;

  constructor(store: RedisStore, clock: Clock, settings: Partial<LaneSettings> = {}) {
    this.#clock = clock;
    this.#settings = laneSettings(settings);
    this.#base = `${store.prefix}:lanes:`;
    const { concurrency, takeOverMs } = this.#settings;
    // What cannot be done at once is an error, so that the webhook can say so and the provider sends it again.
    const connection = connect(store.url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: answerMs,
    });
    const connected = () => {
      this.#connecting = undefined;
    };
    this.#connecting = new Promise<void>((resolve) => connection.once('ready', resolve)).then(connected);
    this.#connection = connection;
    this.#script = scriptsOn(connection, this.#base);
    const onError = (error: unknown) => this.#fault(error);
    const jobs = { connection, url: store.url, prefix: `${store.prefix}:bull`, concurrency, takeOverMs, onError };
    this.#jobs = new LaneJobs(jobs);
    this.#locks = new LaneLocks(this.#script, takeOverMs);
    this.#due = new DueItems(clock, this.#script, (lanes) => this.#jobs.wake(lanes));
    this.#every(takeOverMs / 3, () => Promise.all([this.#locks.renew(), this.#jobs.renew()]));
  }

  get depth(): number {
    return this.#depth;
  }

  async accept(items: readonly LaneItem[]): Promise<boolean[]> {
    await this.#connected();
    const now = this.#clock.now();
    const entries = items.flatMap((item) => [item.id, item.lane, itemJson(item)]);
    const answers = z.array(z.number()).parse(await this.#script('laneAccept', now, rememberedSeconds, ...entries));
    this.#jobs.wake(items.filter((_, index) => answers[index] === 2).map(({ lane }) => lane));
    return answers.map((answer) => answer > 0);
  }

  async schedule(item: DueItem): Promise<void> {
    await this.#connected();
    await this.#due.schedule(item);
  }

  async cancel(key: string): Promise<boolean> {
    await this.#connected();
    return this.#due.cancel(key);
  }

  async start(handler: LaneHandler): Promise<void> {
    if (this.#isStarted) throw new Error('The lanes are started already.');
    this.#isStarted = true;
    try {
      await this.#connected();
      await this.#lookRound(0);
    } catch (error) {
      // Nothing runs yet: whoever waits for the store can start again.
      this.#isStarted = false;
      throw error;
    }
    if (this.#stopping) return;
    this.#jobs.start((lane) => this.#drain(lane, handler));
    this.#due.start();
    const lookEveryMs = Math.min(slowestLookMs, this.#settings.takeOverMs / 2);
    this.#every(lookEveryMs, () => this.#lookRound(lookEveryMs / 2));
  }

  async run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const inline = this.#turns.inline(lane, work);
    if (inline) return inline;
    const token = randomUUID();
    this.#depth += 1;
    try {
      await this.#reachable();
      await this.#locks.lock(lane, token, this.#clock.now(), () => this.#halted);
      return await this.#turns.run(lane, work);
    } finally {
      await this.#giveBack(lane, token);
      this.#ended();
    }
  }

  async measure(): Promise<LaneMeasure> {
    await this.#reachable();
    const [depth, aside, oldestAt] = measured.parse(await this.#script('laneMeasure'));
    return { depth: Number(depth), oldestAt: oldestAt === undefined ? undefined : Number(oldestAt), aside };
  }

  async setAside(): Promise<AsideItem[]> {
    await this.#reachable();
    return strings.parse(await this.#script('laneAsides')).map(asideItem);
  }

  async repeat(id: string): Promise<boolean> {
    await this.#connected();
    const lane = z.string().parse(await this.#script('laneRepeat', this.#clock.now(), id));
    if (lane === '') return false;
    this.#jobs.wake([lane]);
    return true;
  }

  async clear(): Promise<void> {
    await this.#connected();
    // Locks and tickets stay: a turn that runs still has its lane. Jobs that find nothing do nothing.
    for (const part of ['items:*', 'seen:*', 'busy', 'depth', 'due', 'due-items', 'aside', 'aside-items']) {
      for await (const keys of this.#connection.scanStream({ match: `${this.#base}${part}`, count: 1000 })) {
        const found = strings.parse(keys);
        if (found.length > 0) await guarded(() => this.#connection.unlink(found));
      }
    }
  }

  async stop(deadlineMs = 10_000): Promise<void> {
    this.#stopping = true;
    this.#due.stop();
    this.#jobs.close();
    if (this.#depth > 0) {
      const deadline = new AbortController();
      const idle = new Promise<void>((resolve) => this.#whenIdle.push(resolve));
      await Promise.race([idle, wait(deadlineMs, undefined, { signal: deadline.signal }).catch(() => {})]);
      deadline.abort();
    }
    this.#halted = true;
    await this.#jobs.end(Math.min(bookKeepingMs, deadlineMs));
    for (const timer of this.#timers) clearInterval(timer);
    this.#connection.disconnect();
  }

  async #connected(): Promise<void> {
    if (this.#stopping) throw new StoreError('The channel is stopping and takes nothing more.');
    await this.#reachable();
  }

  async #reachable(): Promise<void> {
    if (this.#halted) throw new StoreError('The channel has stopped.');
    const connecting = this.#connecting;
    if (connecting) await guarded(() => within(answerMs, connecting));
  }

  async #drain(lane: string, handler: LaneHandler): Promise<void> {
    const token = randomUUID();
    this.#depth += 1;
    try {
      if (await this.#runItems(lane, token, handler)) await this.#giveBack(lane, token);
      else this.#locks.forget(token);
    } catch (error) {
      this.#fault(error);
      // Not woken, which would go round and round: it is found forgotten, in a while.
      await this.#locks.unlock(lane, token).catch(() => {});
    } finally {
      this.#ended();
    }
  }

  /** Runs the first items of a lane. Answers whether the lane is to be given back: else it is empty, or somebody else's. */
  async #runItems(lane: string, token: string, handler: LaneHandler): Promise<boolean> {
    let answer = this.#stopping ? undefined : await this.#locks.take(lane, token);
    for (let count = 0; count < itemsPerJob && !this.#stopping; count += 1) {
      const head = headItem(answer);
      if (head === undefined) return false;
      // While it waited for its next try, the lane may have gone to another process, which has run the item since.
      const mayRetry = async () => !this.#stopping && headItem(await this.#locks.take(lane, token))?.mark === head.mark;
      const turn = () => attempt(head.item, handler, this.#settings, mayRetry);
      const failed = await this.#turns.run(lane, turn);
      if (failed === false) return true;
      answer = await this.#done(token, head, failed);
    }
    return true;
  }

  /** Notes that an item is done: also where Redis is away just now, so that the item does not run again after it. */
  async #done(token: string, head: HeadItem, failed: string | undefined): Promise<unknown> {
    const { id, lane } = head.item;
    const aside = failed === undefined ? [] : [id, asideJson(head, failed)];
    for (;;) {
      try {
        return await this.#locks.done(lane, token, head.mark, ...aside);
      } catch (error) {
        if (this.#halted) throw error;
        this.#fault(error);
        await wait(againMs);
      }
    }
  }

  async #giveBack(lane: string, token: string): Promise<void> {
    try {
      // Also while stopping: another process may go on at once.
      if (await this.#locks.unlock(lane, token)) this.#jobs.wake([lane]);
    } catch {
      // The lock ends by itself, and the lane is found forgotten then.
    }
  }

  #ended(): void {
    this.#depth -= 1;
    if (this.#depth === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  /**
   * Takes what is due, which another process may have scheduled, and finds the lanes of processes that died. One process
   * looks for all within `oftenMs`.
   */
  async #lookRound(oftenMs: number): Promise<void> {
    await this.#due.take();
    const lanes = strings.parse(await this.#script('laneForgotten', Math.round(oftenMs), lanesPerLook));
    await guarded(() => this.#jobs.add(lanes, 'forgotten'));
  }

  #every(ms: number, work: () => Promise<unknown>): void {
    this.#timers.push(setInterval(() => void work().catch((error: unknown) => this.#fault(error)), ms).unref());
  }

  #fault(error: unknown): void {
    if (this.#halted) return;
    const fault = error instanceof Error ? error : new Error(String(error));
    this.#settings.observe?.({ kind: 'fault', where: 'lane', error: fault });
  }
}
