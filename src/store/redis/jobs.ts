import { setTimeout as wait } from 'node:timers/promises';
import { type Job, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { within } from '../../core/within.js';
import { answered, answerMs, connect } from './commands.js';

const name = 'lanes';
const data = z.object({ lane: z.string() });

export interface LaneJobsOptions {
  /** For commands, which fail at once where Redis is away. */
  readonly connection: Redis;
  /** For the worker's own connection, whose commands wait for Redis. */
  readonly url: string;
  readonly prefix: string;
  readonly concurrency: number;
  /** After how long the job of a process that died may be done by another, in ms. */
  readonly takeOverMs: number;
  onError(error: unknown): void;
}

/** Whether a lane is woken because something came into it, or because a look round found it forgotten. */
export type Reason = 'new' | 'forgotten';

/**
 * Which process runs which lane next: jobs in BullMQ. For each lane one job waits at most, and one more follows where the
 * lane is woken while its job is done; the forgotten ones have jobs of their own, which a lost job cannot hold up.
 */
export class LaneJobs {
  readonly #options: LaneJobsOptions;
  readonly #queue: Queue;
  readonly #asleep = new Set<string>();
  /** The jobs that this process does now, and the tokens that it has them with. */
  readonly #running = new Map<string, string>();
  #waking: Promise<void> | undefined;
  #patient: Redis | undefined;
  #worker: Worker | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: LaneJobsOptions) {
    const { connection, prefix } = options;
    this.#options = options;
    // Asked for before the connection has ever stood, the version would make the queue unusable for good.
    this.#queue = new Queue(name, { connection, prefix, skipVersionCheck: true, streams: { events: { maxLen: 100 } } });
    this.#queue.on('error', () => {});
  }

  /** Lets some process run these lanes, soon. Not waited for: a lane whose waking failed is found by the next look round. */
  wake(lanes: Iterable<string>): void {
    for (const lane of lanes) this.#asleep.add(lane);
    if (this.#asleep.size > 0) this.#waking ??= this.#wakeAll();
  }

  async add(lanes: readonly string[], reason: Reason): Promise<void> {
    const jobs = lanes.map((lane) => ({
      name: 'lane',
      data: { lane },
      opts: {
        deduplication: { id: `${reason} ${lane}`, keepLastIfActive: true },
        removeOnComplete: true,
        removeOnFail: true,
      },
    }));
    const [only, ...others] = jobs;
    if (!only) return;
    if (others.length > 0) await this.#queue.addBulk(jobs);
    else await this.#queue.add(only.name, only.data, only.opts);
  }

  start(run: (lane: string) => Promise<void>): void {
    const { url, prefix, concurrency, takeOverMs, onError } = this.#options;
    this.#patient = connect(url, { maxRetriesPerRequest: null });
    this.#worker = new Worker(name, (job, token) => this.#do(job, token, run), {
      connection: this.#patient,
      prefix,
      concurrency,
      lockDuration: takeOverMs,
      stalledInterval: Math.ceil(takeOverMs / 3),
      // BullMQ's own timer would outlive a worker that cannot end because its handler hangs.
      skipLockRenewal: true,
      runRetryDelay: 500,
      // How long it waits for a job at a time, in s: where Redis is away, it notices the end of the lanes after this.
      drainDelay: 2,
      // How often an item may fail is counted by the item, not by the job that ran it.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
    });
    this.#worker.on('error', onError);
  }

  /** Keeps the jobs that run here from being taken for those of a process that died. */
  async renew(): Promise<void> {
    const patient = this.#patient;
    if (!this.#worker || !patient) return;
    const ids = [...this.#running.keys()];
    const tokens = [...this.#running.values()];
    // Also where nothing runs the connection is asked, for a worker would wait on a dead one for ever.
    const answer = ids.length > 0 ? this.#worker.extendJobLocks(ids, tokens, this.#options.takeOverMs) : patient.ping();
    await answered(patient, within(answerMs, Promise.resolve<unknown>(answer)));
  }

  /** Begins no more jobs here. */
  close(): void {
    this.#closing ??= this.#worker?.close().catch(() => {});
  }

  /** Ends, once BullMQ has noted how its jobs ended, or after so many ms. */
  async end(withinMs: number): Promise<void> {
    this.close();
    const late = new AbortController();
    const ended = Promise.all([this.#closing, this.#waking, this.#queue.close().catch(() => {})]);
    await Promise.race([ended, wait(withinMs, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
    this.#patient?.disconnect();
  }

  async #wakeAll(): Promise<void> {
    while (this.#asleep.size > 0) {
      const lanes = [...this.#asleep];
      this.#asleep.clear();
      await this.add(lanes, 'new').catch(this.#options.onError);
    }
    this.#waking = undefined;
  }

  async #do(job: Job, token: string | undefined, run: (lane: string) => Promise<void>): Promise<void> {
    if (job.id !== undefined && token !== undefined) this.#running.set(job.id, token);
    try {
      await run(data.parse(job.data).lane);
    } finally {
      if (job.id !== undefined) this.#running.delete(job.id);
    }
  }
}
