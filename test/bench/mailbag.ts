import { z } from 'zod';

/** Who got how many messages, when, and how many came in each second. */
export const mail = z.object({
  people: z.number(),
  /** Messages to somebody who had one already. */
  doubled: z.number(),
  texts: z.number(),
  templates: z.number(),
  /** From the first message to the last. */
  ms: z.number(),
  /** The most in any second, and the median of the seconds without the first and the last. */
  mostInSecond: z.number(),
  usualInSecond: z.number(),
});

/** What a provider gets, except answers of the bot. */
export class Mailbag {
  readonly #counts = new Map<string, number>();
  readonly #times: number[] = [];
  #texts = 0;

  came({ to, content }: { readonly to: string; readonly content?: string | undefined }): void {
    if (content?.startsWith('You said: ')) return;
    this.#counts.set(to, (this.#counts.get(to) ?? 0) + 1);
    this.#times.push(performance.now());
    if (content !== undefined) this.#texts += 1;
  }

  get messages(): number {
    return this.#times.length;
  }

  tell(): z.infer<typeof mail> {
    const [first = 0] = this.#times;
    const last = this.#times.at(-1) ?? first;
    const seconds: number[] = [];
    for (const time of this.#times) {
      const second = Math.floor((time - first) / 1000);
      seconds[second] = (seconds[second] ?? 0) + 1;
    }
    const inner = Array.from(seconds.slice(1, -1), (count = 0) => count).sort((a, b) => a - b);
    return {
      people: this.#counts.size,
      doubled: this.#times.length - this.#counts.size,
      texts: this.#texts,
      templates: this.#times.length - this.#texts,
      ms: last - first,
      mostInSecond: mostWithin(this.#times, 1000),
      usualInSecond: inner[Math.floor(inner.length / 2)] ?? this.#times.length,
    };
  }
}

/** The most times within any stretch of so many ms. */
function mostWithin(times: readonly number[], ms: number): number {
  let from = 0;
  let most = 0;
  for (const [at, time] of times.entries()) {
    while ((times[from] ?? time) <= time - ms) from += 1;
    most = Math.max(most, at - from + 1);
  }
  return most;
}
