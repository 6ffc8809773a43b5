/** So many at once at the most, and one more every so many ms in the long run. */
export interface Rate {
  readonly burst: number;
  readonly everyMs: number;
}

export interface PaceRates {
  /** To one person from one number. */
  readonly perPerson: Rate;
  /** From one number. */
  readonly perNumber: Rate;
}

/** Keeps the pace of all processes that share a store. */
export interface Pacing {
  /**
   * Takes a place for each message, in order; answers in how many ms each may leave. A place that was taken is used up
   * even if the message never leaves. One call for a whole request is one command.
   */
  reserve(
    messages: readonly { readonly business: string; readonly person: string }[],
    rates: PaceRates,
  ): Promise<readonly number[]>;
}
