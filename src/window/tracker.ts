import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, type WindowRecord } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';

/**
 * Remembers when the person of each conversation last wrote. Store errors are passed on: they are never treated as a
 * closed window or an open one.
 */
export class WindowTracker {
  readonly #records: Table<WindowRecord>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#records = new Table(store, 'windows');
    this.#clock = clock;
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

  /** The provider refused a free-form message that left at `sentAt`: closed until the person writes after that. */
  recordRefusal(conversation: Conversation, sentAt: number): Promise<WindowRecord | undefined> {
    return this.#records.update(conversationId(conversation), refusal(sentAt));
  }

  /** Like `recordRefusal`, as a write of a larger commit. */
  refusalWrite(conversation: Conversation, sentAt: number): Write {
    return this.#records.change(conversationId(conversation), refusal(sentAt));
  }

  /** Changes nothing. `onKnown` gets the record as it is when the commit is done, whichever process wrote it. */
  lookWrite(conversation: Conversation, onKnown: (record: WindowRecord | undefined) => void): Write {
    return this.#records.change(conversationId(conversation), (current) => current, onKnown);
  }

  #inbound(messageId: string | undefined, at: number | undefined) {
    // An invalid Date gives NaN. Every comparison with it is false, so it would replace a real time.
    const time = at !== undefined && Number.isFinite(at) ? Math.min(at, this.#clock.now()) : undefined;
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
}

function refusal(sentAt: number) {
  return (current: WindowRecord | undefined): WindowRecord | undefined =>
    sentAt <= (current?.refusedAt ?? Number.NEGATIVE_INFINITY) ? current : { ...current, refusedAt: sentAt };
}
