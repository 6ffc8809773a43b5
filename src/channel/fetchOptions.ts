/** Options of an adapter's `fetch`. */
export interface FetchOptions {
  /**
   * For hosts that freeze or end a process once the response is out: `waitUntil` of Vercel, or Hono's
   * `(promise) => c.executionCtx.waitUntil(promise)`. It is given a promise that never rejects. It resolves when the turns
   * of the callback's messages and statuses have ended, with all that they sent. It also does if this process can do no more
   * for them: because the store is away, because the adapter has not been started, or because it stops. What was scheduled,
   * held or told to somebody else meanwhile is not waited for. Nothing is lost if the host ends the process earlier: what
   * has not run waits in the store for the next process, if the store outlives this one.
   */
  readonly waitUntil?: ((promise: Promise<void>) => void) | undefined;
  /** The request's body, as text or parsed JSON, if something has read it already. */
  readonly body?: unknown;
}
