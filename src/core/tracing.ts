/** A piece of the channel's work that a trace shows. Nothing in it is private. */
export type TracedWork =
  /** Callbacks are checked and stored. */
  | { readonly operation: 'receive'; readonly callbacks: number }
  /**
   * A turn runs, or anything else that happens to a conversation. `kind` says what caused it: a message's kind, such as
   * `text`, or `notification`, `status`, `proactive` and so on.
   */
  | {
      readonly operation: 'process';
      readonly kind: string;
      /** The last four digits of our number. */
      readonly business: string;
      /** The trace that caused it, as W3C's `traceparent`. */
      readonly traceparent?: string | undefined;
    }
  /** One message goes to the provider. Several may share a request. */
  | { readonly operation: 'send'; readonly id: string; readonly sentAs: string; readonly business: string };

/**
 * Shows the channel's work in traces: `openTelemetry()` of `botbuilder-adapter-clickatell/otel` makes one. None of its
 * methods may throw by itself.
 */
export interface Tracing {
  /** Runs the work as a span, inside the one that the calling code is part of. It ends, or fails, with the work. */
  span<T>(what: TracedWork, work: () => Promise<T>): Promise<T>;
  /** The trace that the calling code is part of, as W3C's `traceparent`: work that runs later goes on with it. */
  carry(): string | undefined;
  /** The span of the calling code has failed, with an error that it does not throw. */
  fail(error: unknown): void;
}
