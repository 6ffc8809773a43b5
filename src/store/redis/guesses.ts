/** The value that a key is believed to have: its text ('' for none), and the parsed value. */
export interface Guess {
  readonly raw: string;
  readonly value: unknown;
}

const mostGuesses = 10_000;
const mostInARow = 3;
/** In UTF-16 units. All guesses together take at most 20 MB, and usually a few. */
const longestGuess = 1000;

/**
 * The values that this process last saw. They are nearly always still current, and then a change takes one round trip
 * to Redis instead of two. A wrong guess costs no more than reading first.
 */
export class Guesses {
  readonly #seen = new Map<string, Guess & { readonly inARow: number }>();

  at(key: string): Guess | undefined {
    return this.#seen.get(key);
  }

  /** Whether to read first. A process that keeps guessing right would otherwise never let another one write the key. */
  mustLook(key: string): boolean {
    return (this.#seen.get(key)?.inARow ?? 0) >= mostInARow;
  }

  /** `wasGuessed`: a change was written that was based on a guess only. */
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
