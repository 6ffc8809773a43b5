/** One of the answers that a person can choose. */
export interface Answer<Key extends string> {
  readonly key: Key;
  readonly label: string;
}

/** The person at the terminal, who has the test phone in their hand. */
export interface Person {
  tell(text: string): void;
  /** Asks for a yes. `false` also if nobody answers, or the signal was aborted first. */
  agrees(question: string, signal: AbortSignal): Promise<boolean>;
  /** Asks what they see. `undefined`: nobody answers, or the signal was aborted first. Never rejects. */
  choose<Key extends string>(
    question: string,
    answers: readonly Answer<Key>[],
    signal: AbortSignal,
  ): Promise<Key | undefined>;
}
