/**
 * What happens in the channel, as values: for logs and metrics. None holds a message's text, a key or a whole number.
 * The library logs nothing by itself; a program hands it an `Observer` and does with the events what it likes.
 */
export type ChannelEvent =
  /** A callback was answered. `accepted` counts its new items, `repeated` those seen before, `passedOver` the rest. */
  | { kind: 'callback'; status: number; accepted: number; repeated: number; passedOver: number; reason?: string }
  /** A turn ended. `type` is the activity's type. */
  | { kind: 'turn'; type: string; person: string; durationMs: number; error?: Error }
  /** The window's rule was applied to a message; `messageId` begins the ids of its parts, where it has one yet. */
  | {
      kind: 'decision';
      decision: string;
      conversationType: string;
      person: string;
      reason: string;
      messageId?: string;
      template?: string;
      windowState?: 'open' | 'closed' | 'unknown';
      /** When the window closes or closed, epoch ms, margin included. */
      closesAt?: number | undefined;
    }
  /** A number's integration did not take a kind of message that can be tapped: it goes out as numbered text for a while. */
  | { kind: 'native'; form: string; business: string }
  /** A part was handed to the provider, or could not be. */
  | { kind: 'send'; sentAs: string; outcome: string; person: string; error?: Error }
  /** The provider's status of a part. */
  | { kind: 'status'; status: string; person?: string; error?: string }
  /** One HTTP request to the provider ended. `status` is 0 where no answer came. */
  | { kind: 'request'; status: number; durationMs: number; messages: number }
  /** Something failed that nobody waits for. */
  | { kind: 'fault'; where: string; error: Error };

export type Observer = (event: ChannelEvent) => void;
