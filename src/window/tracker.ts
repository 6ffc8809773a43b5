import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId } from '../core/conversation.js';
import type { AtomicKeyv, Store } from '../store/open.js';
import type { WindowRecord } from './decide.js';

/**
 * Remembers, for each conversation, when the person last wrote. Store errors are thrown on: they never look like a
 * closed window, nor like an open one.
 */
export class WindowTracker {
  readonly #records: AtomicKeyv<WindowRecord>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#records = store.keyv('windows');
    this.#clock = clock;
  }

  /** What is known; `undefined` for a person who never wrote to this number. */
  read(conversation: Conversation): Promise<WindowRecord | undefined> {
    return this.#records.read(conversationId(conversation));
  }

  /**
   * Takes note of a person's message. `at` is the message's own time, epoch ms: never the time of arrival, for a
   * callback can be hours late. It never moves the window back, a time in the future counts as now, and `undefined`
   * (no usable time) opens nothing.
   */
  recordInbound(
    conversation: Conversation,
    messageId: string | undefined,
    at: number | undefined,
  ): Promise<WindowRecord | undefined> {
    // A Date that holds no time gives NaN, which compares with nothing and would take the place of a real time.
    const time = at !== undefined && Number.isFinite(at) ? Math.min(at, this.#clock.now()) : undefined;
    return this.#records.update(conversationId(conversation), (current) => {
      const isLater = time !== undefined && time > (current?.lastInboundAt ?? -Infinity);
      const first = current?.firstMessageId ?? messageId;
      if (!isLater && first === current?.firstMessageId) return current;
      return {
        ...current,
        ...(isLater && { lastInboundAt: time }),
        ...(first !== undefined && { firstMessageId: first }),
      };
    });
  }

  /** The provider refused a free-form message that left at `sentAt`: closed until the person writes after that. */
  recordRefusal(conversation: Conversation, sentAt: number): Promise<WindowRecord | undefined> {
    return this.#records.update(conversationId(conversation), (current) =>
      sentAt <= (current?.refusedAt ?? -Infinity) ? current : { ...current, refusedAt: sentAt },
    );
  }
}
