/** What is believed to stand under a key: its text, '' for nothing, and what that says. */
export interface Guess {
  readonly raw: string;
  readonly value: unknown;
}

const mostGuesses = 10_000;
const mostInARow = 3;
/** In UTF-16 units: all guesses together take 20 MB at the most, and a few as a rule. */
const longestGuess = 1000;

/**
 * What this process last saw under a key: nearly always what stands there still, and then a change is one trip to Redis
 * instead of two. A wrong guess costs no more than having asked.
 */
export class Guesses {
  readonly #seen = new Map<string, Guess & { readonly inARow: number }>();

  at(key: string): Guess | undefined {
    return this.#seen.get(key);
  }

  /** Whether to look first: who always guesses right would otherwise never let another process have the key. */
  mustLook(key: string): boolean {
    return (this.#seen.get(key)?.inARow ?? 0) >= mostInARow;
  }

  /** `wasGuessed`: a change was written on the strength of the guess alone. */
  note(key: string, { raw, value }: Guess, wasGuessed = false): void {
    const inARow = wasGuessed ? (this.#seen.get(key)?.inARow ?? 0) + 1 : 0;
    this.#seen.delete(key);
    if (raw.length <= longestGuess) this.#seen.set(key, { raw, value, inARow });
    if (this.#seen.size > mostGuesses) for (const oldest of this.#seen.keys()) return void this.#seen.delete(oldest);
  }

  forget(key: string): void {
    this.#seen.delete(key);
  }

  clear(): void {
    this.#seen.clear();
  }
}
