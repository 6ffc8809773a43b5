import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, type WindowRecord } from '../core/conversation.js';
import { ClockSkew } from '../core/skew.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';

/** What more is known of a refusal. Times in epoch ms. */
export interface Refusal {
  /** The record's `lastInboundAt` when it left. */
  readonly heardAt?: number | undefined;
  /** When the provider refused it, by the provider's clock. */
  readonly toldAt?: number | undefined;
}

/**
 * Remembers when the person of each conversation last wrote. Store errors are passed on: they are never treated as a
 * closed window or an open one.
 *
 * Times of messages come from the provider's clock, and times of refusals from ours. In a record, all are on whichever
 * of the two clocks is behind, as far as their skew is known, so that they can be compared: and so that a window that
 * our clock judges never seems open for longer than it is.
 */
export class WindowTracker {
  readonly #records: Table<WindowRecord>;
  readonly #clock: Clock;
  readonly #skew: ClockSkew;

  constructor(store: Store, clock: Clock, skew: ClockSkew = new ClockSkew(clock)) {
    this.#records = new Table(store, 'windows');
    this.#clock = clock;
    this.#skew = skew;
  }

  /**
   * What is known about the window; `undefined` for a person who never wrote to this number. Not a promise if the store
   * is in this process.
   */
  read(conversation: Conversation): WindowRecord | undefined | Promise<WindowRecord | undefined> {
    return this.#records.read(conversationId(conversation));
  }

  /**
   * Records a person's message. `at` is the message's own timestamp in epoch ms, not the time of arrival, because a
   * callback can be hours late. An older message never moves the window back, a time in the future counts as now, and
   * `undefined` (no usable timestamp) does not open the window.
   */
  async recordInbound(
    conversation: Conversation,
    messageId: string | undefined,
    at: number | undefined,
  ): Promise<WindowRecord | undefined> {
    return this.#records.update(conversationId(conversation), this.#inbound(messageId, at));
  }

  /** Like `recordInbound`, as a write of a larger commit. */
  inboundWrite(conversation: Conversation, messageId: string, at: number | undefined): Write {
    return this.#records.change(conversationId(conversation), this.#inbound(messageId, at));
  }

  /**
   * The provider refused a free-form message as outside the window, which left at `leftAt` by our clock: closed until
   * the person writes after that.
   */
  recordRefusal(conversation: Conversation, leftAt: number, more: Refusal = {}): Promise<WindowRecord | undefined> {
    return this.#records.update(conversationId(conversation), this.#refusal(leftAt, more));
  }

  /** Like `recordRefusal`, as a write of a larger commit. */
  refusalWrite(conversation: Conversation, leftAt: number, more: Refusal = {}): Write {
    return this.#records.change(conversationId(conversation), this.#refusal(leftAt, more));
  }

  /** How many messages wait in the conversation's outbox. */
  outboxWrite(conversation: Conversation, length: () => number): Write {
    return this.#records.change(conversationId(conversation), (current) => {
      const { outbox, ...rest } = current ?? {};
      const next = length();
      if ((outbox ?? 0) === next) return current;
      return next > 0 ? { ...rest, outbox: next } : rest;
    });
  }

  /** Changes nothing. `onKnown` gets the record as it is when the commit is done, whichever process wrote it. */
  lookWrite(conversation: Conversation, onKnown: (record: WindowRecord | undefined) => void): Write {
    return this.#records.change(conversationId(conversation), (current) => current, onKnown);
  }

  #inbound(messageId: string | undefined, at: number | undefined) {
    // An invalid Date gives NaN. Every comparison with it is false, so it would replace a real time.
    const time =
      at !== undefined && Number.isFinite(at) ? Math.min(this.#skew.ofProvider(at), this.#clock.now()) : undefined;
    return (current: WindowRecord | undefined): WindowRecord | undefined => {
      const isLater = time !== undefined && time > (current?.lastInboundAt ?? Number.NEGATIVE_INFINITY);
      const first = current?.firstMessageId ?? messageId;
      if (!isLater && first === current?.firstMessageId) return current;
      return {
        ...current,
        ...(isLater && { lastInboundAt: time }),
        ...(first !== undefined && { firstMessageId: first }),
      };
    };
  }

  /**
   * The message left before the provider refused it, so the refusal's own time is a bound where the skew is not known.
   * In any case the refusal is about what was known when the message left.
   */
  #refusal(leftAt: number, { heardAt = Number.NEGATIVE_INFINITY, toldAt }: Refusal) {
    const until = toldAt === undefined ? Number.POSITIVE_INFINITY : this.#skew.ofProvider(toldAt);
    const refusedAt = Math.max(heardAt, Math.min(this.#skew.ofOurs(leftAt), until));
    return (current: WindowRecord | undefined): WindowRecord | undefined =>
      refusedAt <= (current?.refusedAt ?? Number.NEGATIVE_INFINITY) ? current : { ...current, refusedAt };
  }
}
