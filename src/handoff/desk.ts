import type { DeskMessage, HandOffOutcome } from './record.js';

interface Told {
  /** The same if the event is delivered again: whoever has seen it does nothing. */
  readonly id: string;
  /** The conversation's id, for `adapter.desk`. */
  readonly conversation: string;
  /** The hand-off's id. It stays the same if two ids turn out to be one person's, and the conversation gets another. */
  readonly handOff: string;
  /** Counts the events of a hand-off's conversation, from 1. */
  readonly sequence: number;
  /** When it happened, in epoch ms. */
  readonly at: number;
}

/** What became of a reply. */
export type ReplyState = 'sent' | 'delivered' | 'read' | 'held' | 'refused' | 'failed';

/** What a desk is told. */
export type DeskEvent = Told &
  (
    | {
        readonly type: 'handoff.opened';
        readonly person: string;
        readonly business: string;
        readonly name?: string;
        readonly reason: string;
        /** What the bot has collected so far. */
        readonly context?: unknown;
        /** What was said before, as far as the bot has given it. */
        readonly transcript: readonly DeskMessage[];
        /** When it ends by itself if nobody writes, in epoch ms. */
        readonly until: number;
      }
    /** The person has written, or reacted. */
    | { readonly type: 'message'; readonly message: DeskMessage }
    /** What became of a reply, by its id. */
    | { readonly type: 'status'; readonly reply: string; readonly state: ReplyState; readonly reason?: string }
    | { readonly type: 'handoff.closed'; readonly state: HandOffOutcome; readonly message?: string }
  );

/** An event before it has its place in the queue. */
export type DeskNews = DeskEvent extends infer Each ? (Each extends DeskEvent ? Omit<Each, 'sequence'> : never) : never;

/**
 * Where humans answer. Events of one conversation come one at a time and in order, those of others do not wait for them.
 * An event whose delivery rejects is delivered again, for as long as it takes, and may come twice.
 */
export interface Desk {
  /**
   * Takes an event. `signal` is aborted when it takes too long.
   *
   * @throws DeskDeliveryError with `isRefused` if trying again soon does not help. Any other error is tried again soon.
   */
  deliver(event: DeskEvent, signal: AbortSignal): Promise<void>;
}
