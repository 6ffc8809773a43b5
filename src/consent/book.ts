import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import {
  after,
  type ConsentChange,
  type ConsentEvent,
  type ConsentRecord,
  denialOf,
  type Subscription,
} from './record.js';
import type { Subscribers } from './subscribers.js';
import type { Keyword } from './words.js';

export interface ConsentBookDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly subscribers: Pick<Subscribers, 'writes'>;
}

/** A keyword that a person has written. */
export interface SaidInChat {
  readonly keyword: Keyword;
  /** The message's id. */
  readonly message: string;
  /** When they wrote it, in epoch ms; `undefined` if the callback does not say. */
  readonly at: number | undefined;
  readonly words: string;
}

/** Signing a person up for a subscription, or off from it. */
export interface SignUp {
  readonly topic: string;
  readonly isSignedUp: boolean;
  readonly until?: number | undefined;
}

/** What every person has allowed each of our numbers, kept for ever: a STOP outlives everything else that is known. */
export class ConsentBook {
  readonly #records: Table<ConsentRecord>;
  readonly #clock: Clock;
  readonly #subscribers: Pick<Subscribers, 'writes'>;

  constructor({ store, clock, subscribers }: ConsentBookDeps) {
    this.#records = new Table(store, 'consent');
    this.#clock = clock;
    this.#subscribers = subscribers;
  }

  /** Not a promise if the store is in this process. */
  read(conversation: Conversation): ConsentRecord | undefined | Promise<ConsentRecord | undefined> {
    return this.#records.read(conversationId(conversation));
  }

  /** Changes nothing. `onKnown` gets the record as it is when the commit is done, whichever process wrote it. */
  lookWrite(conversation: Conversation, onKnown: (record: ConsentRecord | undefined) => void): Write {
    return this.#records.change(conversationId(conversation), (current) => current, onKnown);
  }

  /**
   * A person has written STOP or START. `alert` tells, when the write is evaluated, which subscription the STOP is an
   * answer to, if it is one: it ends that alone, and the next STOP ends everything.
   */
  saidWrite(conversation: Conversation, said: SaidInChat, alert: () => string | undefined): Write {
    const now = this.#clock.now();
    const at = Math.min(said.at ?? now, now);
    return this.#records.change(conversationId(conversation), (current) => {
      if (current?.history.some(({ message }) => message === said.message)) return current;
      const { words, message } = said;
      const told = { at: afterSignUps(at, current, now), source: 'chat', words, message };
      if (said.keyword === 'start') return kept(current, after(current, { ...told, change: 'started' }, { now }));
      const topic = alert();
      if (topic !== undefined && current && denialOf(current, { topic }, now) === undefined) {
        return after(current, { ...told, change: 'signed-off', topic }, { byStop: true, now });
      }
      return kept(current, after(current, { ...told, change: 'stopped' }, { now }));
    });
  }

  /** What is not said in chat by a keyword: by the program, or by the provider. */
  changeWrite(
    conversation: Conversation,
    change: Exclude<ConsentChange, 'signed-up' | 'signed-off'>,
    { at = this.#clock.now(), ...how }: Pick<ConsentEvent, 'source' | 'words' | 'message'> & { readonly at?: number },
  ): Write {
    return this.#records.change(conversationId(conversation), (current) => {
      return kept(current, after(current, { at, change, ...how }, { now: this.#clock.now() }));
    });
  }

  /** Signs a person up, or off, and keeps the lists of subscribers right. */
  signUpWrites(
    conversation: Conversation,
    { topic, isSignedUp, until }: SignUp,
    { at = this.#clock.now(), ...how }: Pick<ConsentEvent, 'source' | 'words' | 'message'> & { readonly at?: number },
  ): Write[] {
    const event: ConsentEvent = { at, change: isSignedUp ? 'signed-up' : 'signed-off', topic, ...how };
    let subscription: Subscription | undefined;
    const record = this.#records.change(conversationId(conversation), (current) => {
      const next = after(current, event, { until, now: this.#clock.now() });
      subscription = next.topics?.[topic];
      return kept(current, next);
    });
    // The record tells, because what is older than what it knows changes nothing.
    return [record, ...this.#subscribers.writes(conversation, topic, () => subscription?.state === 'signed-up')];
  }

  async commit(writes: readonly Write[]): Promise<void> {
    await this.#records.commit(writes);
  }
}

/** How long a message may be under way to count as said when it arrives, in ms. */
const freshMs = 60_000;

/**
 * When a word was said. People's times are the provider's, in whole seconds, and sign-ups have ours. So a word that comes
 * at once is later than every sign-up that it finds.
 */
function afterSignUps(at: number, record: ConsentRecord | undefined, now: number): number {
  if (now - at >= freshMs) return at;
  const signUps = Object.values(record?.topics ?? {}).filter(({ state }) => state === 'signed-up');
  return Math.max(at, ...signUps.map((each) => Math.min(each.at, now)));
}

/** Nothing is stored for somebody of whom there is nothing to tell. */
function kept(current: ConsentRecord | undefined, next: ConsentRecord): ConsentRecord | undefined {
  return current === undefined && next.history.length === 0 && next.startedAt === undefined ? undefined : next;
}
