import type { Clock } from '../core/clock.js';
import { type Addressed, type Conversation, conversationId, type WindowRecord } from '../core/conversation.js';
import { hasSpellings } from '../core/person.js';
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
    conversation: Addressed,
    messageId: string | undefined,
    at: number | undefined,
  ): Promise<WindowRecord | undefined> {
    return this.#records.update(conversationId(conversation), this.#inbound(conversation, messageId, at));
  }

  /** Like `recordInbound`, as a write of a larger commit. */
  inboundWrite(conversation: Addressed, messageId: string, at: number | undefined): Write {
    return this.#records.change(conversationId(conversation), this.#inbound(conversation, messageId, at));
  }

  /**
   * Where messages to the person go. If their number has two spellings, this is the one in which the provider writes
   * it, or until they write, the one that a program wrote last. Not a promise if the number has only one.
   */
  addressOf(conversation: Conversation): string | Promise<string> {
    const { person } = conversation;
    if (!hasSpellings(person)) return person;
    const address = (record: WindowRecord | undefined) => record?.address ?? record?.givenAddress ?? person;
    const reading = this.read(conversation);
    return reading instanceof Promise ? reading.then(address) : address(reading);
  }

  /** Keeps the address as a program wrote it, as a write of a larger commit; none if there is nothing to keep. */
  addressWrites(conversation: Addressed): Write[] {
    const { person, address = person } = conversation;
    if (!hasSpellings(person)) return [];
    return [
      this.#records.change(conversationId(conversation), (current) =>
        (current?.givenAddress ?? person) === address ? current : { ...current, givenAddress: address },
      ),
    ];
  }

  /** Like `addressWrites`, in a commit of its own. */
  recordAddress(conversation: Addressed): Promise<void> {
    return this.#records.commit(this.addressWrites(conversation));
  }

  /** The provider refused a free-form message that left at `sentAt`: closed until the person writes after that. */
  recordRefusal(conversation: Conversation, sentAt: number): Promise<WindowRecord | undefined> {
    return this.#records.update(conversationId(conversation), (current) =>
      sentAt <= (current?.refusedAt ?? Number.NEGATIVE_INFINITY) ? current : { ...current, refusedAt: sentAt },
    );
  }

  #inbound({ person, address: written = person }: Addressed, messageId: string | undefined, at: number | undefined) {
    const address = hasSpellings(person) ? written : undefined;
    // An invalid Date gives NaN. Every comparison with it is false, so it would replace a real time.
    const time = at !== undefined && Number.isFinite(at) ? Math.min(at, this.#clock.now()) : undefined;
    return (current: WindowRecord | undefined): WindowRecord | undefined => {
      const isLater = time !== undefined && time > (current?.lastInboundAt ?? Number.NEGATIVE_INFINITY);
      const first = current?.firstMessageId ?? messageId;
      if (!isLater && first === current?.firstMessageId && address === current?.address) return current;
      return {
        ...current,
        ...(isLater && { lastInboundAt: time }),
        ...(first !== undefined && { firstMessageId: first }),
        ...(address !== undefined && { address }),
      };
    };
  }
}
