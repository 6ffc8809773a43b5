import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Answers } from './answers.js';
import { textCallback } from './callbacks.js';
import { percentile } from './statistics.js';
import type { Webhook } from './webhook.js';

const visit = z.object({ everyMs: z.number() });
/** Of nobody else in a benchmark. */
const firstPerson = 27_610_000_000;

/** How long somebody waited for their answers, in ms. */
export const visited = z.object({ messages: z.number(), p50: z.number(), p99: z.number(), max: z.number() });

/**
 * Somebody writes now and then, whatever else goes on, and waits for the answer; somebody else each time, because the pace
 * of messages to one person would be what is measured.
 */
export class Visitors {
  readonly #webhook: Webhook;
  readonly #answers: Answers;
  readonly #latencies: number[] = [];
  #writing: Promise<void> | undefined;
  #isStopped = false;

  constructor(webhook: Webhook, answers: Answers) {
    this.#webhook = webhook;
    this.#answers = answers;
  }

  begin(question: unknown): void {
    this.#writing = this.#write(visit.parse(question));
  }

  async end(): Promise<z.infer<typeof visited>> {
    this.#isStopped = true;
    await this.#writing;
    const all = this.#latencies;
    return { messages: all.length, p50: percentile(all, 50), p99: percentile(all, 99), max: percentile(all, 100) };
  }

  async #write({ everyMs }: z.infer<typeof visit>): Promise<void> {
    for (let index = 0; !this.#isStopped; index += 1) {
      const text = `visit ${index}`;
      const answered = this.#answers.to(text);
      const begun = performance.now();
      await this.#webhook.call(textCallback(`visit-${index}`, String(firstPerson + index), text));
      await answered;
      const took = performance.now() - begun;
      this.#latencies.push(took);
      await wait(Math.max(0, everyMs - took));
    }
  }
}
