/** Who waits for the bot's answer to which text. */
export class Answers {
  readonly #waiting = new Map<string, () => void>();

  /** Resolves when the provider has the answer to the text. */
  to(text: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(`You said: ${text}`, resolve));
  }

  came(answer: string): void {
    this.#waiting.get(answer)?.();
    this.#waiting.delete(answer);
  }

  get missing(): number {
    return this.#waiting.size;
  }
}
