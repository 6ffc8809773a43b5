import { setTimeout as sleep } from 'node:timers/promises';
import { type Conversation, conversationId } from '../../core/conversation.js';
import type { EventLog } from '../control/events.js';
import type { CallbackTry } from '../control/wireLog.js';
import type { Faults } from './faults.js';
import { post } from './post.js';

export interface CallbackOptions {
  faults: Faults;
  events: EventLog;
  /** Where an integration's callbacks go. Called for each try, because the receiver may have moved. */
  urlOf: (business: string, event: string) => string | undefined;
  /** Called after every try. */
  tried?: (one: CallbackTry) => void;
  /** The delay between the first try and the second, which then doubles. Default 100. */
  firstDelayMs?: number;
  /** Default 5,000. */
  longestDelayMs?: number;
  /** Default 20. */
  tries?: number;
  /** How long an answer may take. Default 10,000. */
  timeoutMs?: number;
  /** How long a late callback waits to be overtaken by another one. Default 1,000. */
  lateMs?: number;
}

interface Job {
  to: Conversation;
  event: string;
  body: string;
  overtaken: boolean;
  /** Called with the result of the first try: the answer's HTTP status, or 0 for none. */
  tried: (status: number) => void;
}

interface Lane {
  readonly id: string;
  jobs: Job[];
  running: boolean;
  late?: { job: Job; timer: NodeJS.Timeout };
}

/**
 * Delivers callbacks as Clickatell does. A 2xx ends it, a redirect is neither followed nor retried, anything else is
 * tried again with growing delays, in real time. The callbacks of one conversation to one address go out one after the
 * other.
 */
export class Callbacks {
  readonly #options: Required<CallbackOptions>;
  readonly #lanes = new Map<string, Lane>();
  readonly #idle: (() => void)[] = [];
  #life = new Life();

  constructor(options: CallbackOptions) {
    this.#options = {
      firstDelayMs: 100,
      longestDelayMs: 5000,
      tries: 20,
      timeoutMs: 10_000,
      lateMs: 1000,
      tried: () => {},
      ...options,
    };
  }

  /** Queues a callback. Resolves with the HTTP status of the first try, or 0 if there was no answer or will be none. */
  send(to: Conversation, event: string, body: unknown): Promise<number> {
    return new Promise((tried) => {
      const id = this.#laneOf(to, event);
      const lane = this.#lanes.get(id) ?? { id, jobs: [], running: false };
      this.#lanes.set(id, lane);
      lane.jobs.push({ to, event, body: JSON.stringify(body), overtaken: false, tried });
      this.#start(lane);
    });
  }

  /** Resolves once no callback is under way or waiting. */
  idle(): Promise<void> {
    return this.#lanes.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Drops everything that waits, and ends what is under way. */
  drop(): void {
    for (const { jobs, late } of this.#lanes.values()) {
      clearTimeout(late?.timer);
      for (const { tried } of late ? [late.job, ...jobs] : jobs) tried(0);
    }
    this.#lanes.clear();
    this.#life.end();
    this.#life = new Life();
    this.#wakeIdle();
  }

  /** Callbacks with an address of their own do not wait for those of another address. */
  #laneOf(to: Conversation, event: string): string {
    const { urlOf } = this.#options;
    const isApart = urlOf(to.business, event) !== urlOf(to.business, '');
    return isApart ? `${conversationId(to)}:${event}` : conversationId(to);
  }

  #start(lane: Lane): void {
    if (lane.running) return;
    lane.running = true;
    void this.#run(lane, this.#life);
  }

  async #run(lane: Lane, life: Life): Promise<void> {
    for (let job = lane.jobs.shift(); job && !life.ended; job = lane.jobs.shift()) {
      if (!lane.late && !job.overtaken && this.#options.faults.take('lateCallback')) {
        lane.late = { job, timer: setTimeout(() => this.#release(lane), this.#options.lateMs).unref() };
        continue;
      }
      const copies = this.#options.faults.take('duplicateCallback') ? [job, job] : [job];
      await Promise.all(copies.map((copy) => this.#deliver(copy, life)));
      this.#release(lane);
    }
    lane.running = false;
    if (life.ended || lane.late) return;
    this.#lanes.delete(lane.id);
    if (this.#lanes.size === 0) this.#wakeIdle();
  }

  /** Sends the late callback, after the one that has overtaken it. */
  #release(lane: Lane): void {
    if (!lane.late) return;
    const { job, timer } = lane.late;
    clearTimeout(timer);
    lane.late = undefined;
    lane.jobs.unshift({ ...job, overtaken: true });
    this.#start(lane);
  }

  async #deliver(job: Job, life: Life): Promise<void> {
    const { tries, firstDelayMs, longestDelayMs } = this.#options;
    for (let attempt = 1; attempt <= tries; attempt++) {
      if (attempt > 1) await life.sleep(Math.min(firstDelayMs * 2 ** (attempt - 2), longestDelayMs));
      if (life.ended) return;
      const status = await this.#attempt(job, attempt, life);
      job.tried(status ?? 0);
      if (life.ended) return;
      // A redirect is not retried (Clickatell's callback reference). Without an address there is nothing to do.
      if (status === undefined || (status >= 200 && status < 400)) return;
    }
  }

  /** One try: the answer's HTTP status, 0 for no answer, `undefined` if the integration has no address. */
  async #attempt(job: Job, attempt: number, life: Life): Promise<number | undefined> {
    const address = this.#options.urlOf(job.to.business, job.event);
    if (address === undefined) return undefined;
    const url = new URL(address);
    const { timeoutMs, events, tried } = this.#options;
    const began = performance.now();
    const status = (await life.within(timeoutMs, (signal) => post(url, job.body, signal))) ?? 0;
    // The query and the credentials are left out: they may hold the secret.
    const shown = url.origin + url.pathname;
    if (life.ended) return status;
    const ms = Math.round(performance.now() - began);
    const { to, event, body } = job;
    const { business, person } = to;
    tried({ to: { business, person }, event, body, url: shown, attempt, status, ms });
    events.emit({ type: 'callback', business, person, url: shown, event, attempt, status, ms });
    return status;
  }

  #wakeIdle(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}

/** Everything that began before a drop, so that it can be ended together. */
class Life {
  ended = false;
  readonly #underWay = new Set<AbortController>();

  end(): void {
    this.ended = true;
    for (const one of this.#underWay) one.abort();
  }

  sleep(ms: number): Promise<void> {
    return this.#abortable(async (controller) => {
      await sleep(ms, undefined, { signal: controller.signal, ref: false });
    });
  }

  within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    return this.#abortable(async (controller) => {
      const timer = setTimeout(() => controller.abort(), ms).unref();
      return await work(controller.signal).finally(() => clearTimeout(timer));
    });
  }

  async #abortable<T>(work: (controller: AbortController) => Promise<T>): Promise<T | undefined> {
    const controller = new AbortController();
    this.#underWay.add(controller);
    try {
      return await work(controller);
    } catch {
      return undefined;
    } finally {
      this.#underWay.delete(controller);
    }
  }
}
