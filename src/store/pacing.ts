/** A rate limit: a burst of messages at once, and one more message every so many ms in the long run. */
export interface Rate {
  readonly burst: number;
  readonly everyMs: number;
}

export interface PaceRates {
  /** For messages from one number to one person. */
  readonly perPerson: Rate;
  /** For all messages from one number. */
  readonly perNumber: Rate;
}

/** Enforces the rate limits across all processes that share a store. */
export interface Pacing {
  /**
   * Takes a slot for each message, in order, and resolves with how many ms each has to wait before it leaves. A slot is
   * used up even if its message never leaves. One call is one command, so call it once for a whole request.
   */
  reserve(
    messages: readonly { readonly business: string; readonly person: string }[],
    rates: PaceRates,
  ): Promise<readonly number[]>;
  /** For how long, in ms, the messages from a number have used up its rate. */
  usedMs(business: string): Promise<number>;
}
