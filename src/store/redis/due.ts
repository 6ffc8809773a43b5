import { z } from 'zod';
import type { Clock } from '../../core/clock.js';
import { Alarm } from '../../lanes/dueTimer.js';
import type { DueItem } from '../lanes.js';
import type { RunScript } from './commands.js';
import { itemJson } from './item.js';
import { rememberedSeconds } from './scripts.js';

const dueAnswer = z.array(z.string());

/** What is scheduled in Redis. Each process has an alarm for it, and learns by looking what the others have scheduled. */
export class DueItems {
  readonly #clock: Clock;
  readonly #script: RunScript;
  readonly #wake: (lanes: readonly string[]) => void;
  readonly #alarm: Alarm;
  #next: number | undefined;

  constructor(clock: Clock, script: RunScript, wake: (lanes: readonly string[]) => void) {
    this.#clock = clock;
    this.#script = script;
    this.#wake = wake;
    this.#alarm = new Alarm(
      clock,
      () => this.#next,
      () => this.take(),
    );
  }

  async schedule(item: DueItem): Promise<void> {
    const { key, dueAt, id, lane } = item;
    await this.#script('laneSchedule', key, dueAt, JSON.stringify({ id, lane, json: itemJson(item) }));
    this.#next = Math.min(this.#next ?? dueAt, dueAt);
    this.#alarm.set();
  }

  async cancel(key: string): Promise<boolean> {
    return (await this.#script('laneCancel', key)) === 1;
  }

  start(): void {
    this.#alarm.start();
  }

  /** Lets what is due take its turn. */
  async take(): Promise<void> {
    const answer = await this.#script('laneDue', this.#clock.now(), rememberedSeconds);
    const [next, ...lanes] = dueAnswer.parse(answer);
    this.#next = next ? Number(next) : undefined;
    this.#wake(lanes);
    this.#alarm.set();
  }

  stop(): void {
    this.#alarm.stop();
  }
}
