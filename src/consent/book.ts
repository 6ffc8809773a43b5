import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { type ErasedRecord, type Erasures, isBefore, withErased } from './erased.js';
import {
  after,
  afterSaid,
  type ConsentChange,
  type ConsentEvent,
  type ConsentRecord,
  denialOf,
  isInForce,
  type Subscription,
  together,
  wasSaid,
} from './record.js';
import type { Subscribers } from './subscribers.js';
import type { Keyword } from './words.js';

export interface ConsentBookDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly subscribers: Pick<Subscribers, 'writes'>;
  readonly erasures: Erasures;
}

/** A keyword that a person has written. */
export interface SaidInChat {
  readonly keyword: Keyword;
  /** The message's id. */
  readonly message: string;
  /** When they wrote it, in epoch ms; `undefined` if the callback does not say. */
  readonly at: number | undefined;
  /** The same on the clock of the window's record. */
  readonly windowAt: number | undefined;
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
  readonly #erasures: Erasures;

  constructor({ store, clock, subscribers, erasures }: ConsentBookDeps) {
    this.#records = new Table(store, 'consent');
    this.#clock = clock;
    this.#subscribers = subscribers;
    this.#erasures = erasures;
  }

  /** With the STOP of a person whose data was erased. Not a promise if the store is in this process. */
  read(conversation: Conversation): ConsentRecord | undefined | Promise<ConsentRecord | undefined> {
    const preparing = this.#erasures.ready();
    if (preparing) return preparing.then(() => this.read(conversation));
    // Read together: if these are promises, they take one trip to the store.
    const [record, erased] = [this.#records.read(conversationId(conversation)), this.#erasures.read(conversation)];
    const whole = (own: ConsentRecord | undefined, kept: ErasedRecord | undefined) =>
      withErased(own, kept, this.#clock.now());
    if (!(record instanceof Promise) && !(erased instanceof Promise)) return whole(record, erased);
    return Promise.all([record, erased]).then(([own, kept]) => whole(own, kept));
  }

  /**
   * Changes nothing. `onKnown` gets the record as it is when the commit is done, whichever process wrote it. A STOP that
   * has outlived an erasure is not in it: `read` tells.
   */
  lookWrite(conversation: Conversation, onKnown: (record: ConsentRecord | undefined) => void): Write {
    return this.#records.change(conversationId(conversation), (current) => current, onKnown);
  }

  /**
   * A person has written STOP or START. `alert` tells, when the write is evaluated, which subscription the STOP is an
   * answer to, if it is one: it ends that alone, and the next STOP ends everything.
   */
  saidWrites(conversation: Conversation, said: SaidInChat, alert: () => string | undefined): Write[] {
    const now = this.#clock.now();
    const at = Math.min(said.at ?? now, now);
    const told = { at, source: 'chat', words: said.words, message: said.message };
    return this.#writes(conversation, (current, erased) => {
      if (current && wasSaid(current, said.message)) return current;
      if (said.windowAt !== undefined && isBefore(erased, said.windowAt)) return current;
      const topic = said.keyword === 'stop' ? alert() : undefined;
      const signUp = topic === undefined ? undefined : current?.topics?.[topic];
      if (topic !== undefined && signUp && denialOf(current, { topic }, now) === undefined) {
        // The alert came after the sign-up, and the STOP after the alert, whatever the clocks say.
        const stop = { ...told, at: Math.max(at, signUp.at), change: 'signed-off', topic } as const;
        return after(current, stop, { byStop: true, now });
      }
      const next = after(current, { ...told, change: said.keyword === 'stop' ? 'stopped' : 'started' }, { now });
      return orNothing(current, afterSaid(next, said.message));
    });
  }

  /** What is not said in chat by a keyword: by the program, or by the provider. */
  changeWrites(
    conversation: Conversation,
    change: Exclude<ConsentChange, 'signed-up' | 'signed-off'>,
    { at = this.#clock.now(), ...how }: Pick<ConsentEvent, 'source' | 'words' | 'message'> & { readonly at?: number },
  ): Write[] {
    return this.#writes(conversation, (current) => {
      return orNothing(current, after(current, { at, change, ...how }, { now: this.#clock.now() }));
    });
  }

  /** Signs a person up, or off, and keeps the lists of subscribers right. */
  signUpWrites(
    conversation: Conversation,
    signUps: readonly SignUp[],
    { at = this.#clock.now(), ...how }: Pick<ConsentEvent, 'source' | 'words' | 'message'> & { readonly at?: number },
  ): Write[] {
    if (signUps.length === 0) return [];
    const now = this.#clock.now();
    let topics: ConsentRecord['topics'];
    // One write for all of them: the record is large where there are many.
    const record = this.#writes(conversation, (current, erased) => {
      const next = signUps.reduce<ConsentRecord | undefined>((before, { topic, isSignedUp, until }) => {
        const signedOffAt = erased?.signedOff?.[this.#erasures.topicHash(conversation, topic)];
        if (isSignedUp && signedOffAt !== undefined && at <= signedOffAt) return before;
        const event: ConsentEvent = { at, change: isSignedUp ? 'signed-up' : 'signed-off', topic, ...how };
        return orNothing(before, after(before, event, { until, now }));
      }, current);
      topics = next?.topics;
      return next;
    });
    // The record tells, because what is older than what it knows changes nothing.
    const lists = signUps.flatMap(({ topic }) =>
      this.#subscribers.writes(conversation, topic, () => topics?.[topic]?.state === 'signed-up'),
    );
    return [...record, ...lists];
  }

  /** Takes people off a list of subscribers whose sign-up has ended by itself, so that it does not grow for ever. */
  async endedWrites(conversations: readonly Conversation[], topic: string): Promise<Write[]> {
    const now = this.#clock.now();
    const isListed = (record: ConsentRecord | undefined) => isToBeListed(record?.topics?.[topic], now);
    const records = await this.#records.readMany(conversations.map(conversationId));
    return conversations.flatMap((conversation, place) => {
      if (isListed(records[place])) return [];
      let isIn = true;
      // They may have signed up again by the time at which it is written.
      const look = this.#records.change(conversationId(conversation), (current) => {
        isIn = isListed(current);
        return current;
      });
      return [look, ...this.#subscribers.writes(conversation, topic, () => (isIn ? undefined : false))];
    });
  }

  /**
   * Moves what the person has allowed under the one id to the other: of both, what came later counts, and a STOP wherever
   * that cannot be told.
   */
  async takeOverWrites(from: Conversation, to: Conversation): Promise<Write[]> {
    const known = await this.read(from);
    if (!known) return [];
    const now = this.#clock.now();
    let moved: ConsentRecord | undefined;
    let all: ConsentRecord | undefined;
    let erased: ErasedRecord | undefined;
    const looks = this.#erasures.lookWrites(from, (found) => {
      erased = found;
    });
    const leave = this.#records.change(conversationId(from), (current) => {
      moved = withErased(current, erased, now);
      return undefined;
    });
    const take = this.#writes(to, (own) => {
      all = moved ? together(own, moved, now) : own;
      return all;
    });
    const lists = Object.keys(known.topics ?? {}).flatMap((topic) => [
      ...this.#subscribers.writes(from, topic, () => (moved ? false : undefined)),
      ...this.#subscribers.writes(to, topic, () => (moved ? isToBeListed(all?.topics?.[topic], now) : undefined)),
    ]);
    return [...looks, leave, ...take, ...lists];
  }

  /**
   * Says when a person's sign-up ends by itself; `undefined`: not by itself. Everything else of it stays, so this undoes
   * no STOP. If that time has come, or had come before, the person is taken off the list of subscribers.
   */
  untilWrites(conversation: Conversation, topic: string, until: number | undefined): Write[] {
    const now = this.#clock.now();
    let subscription: Subscription | undefined;
    const record = this.#records.change(conversationId(conversation), (current) => {
      subscription = current?.topics?.[topic];
      if (!current || !subscription || !isInForce(subscription, now) || subscription.until === until) return current;
      const { until: _, ...rest } = subscription;
      subscription = { ...rest, ...(until !== undefined && { until }) };
      return { ...current, topics: { ...current.topics, [topic]: subscription } };
    });
    const isListed = () => {
      if (until !== undefined && until <= now) return false;
      return subscription?.state === 'signed-up' ? isInForce(subscription, now) : undefined;
    };
    return [record, ...this.#subscribers.writes(conversation, topic, isListed)];
  }

  /**
   * Erases the record. What has to outlive that goes to `Erasures`: `more` is what is known besides, and `others` are the
   * records of the person's other ids, whose STOP counts for this one as well.
   */
  eraseWrites(
    conversation: Conversation,
    others: readonly ConsentRecord[],
    more: () => Pick<ErasedRecord, 'heardAt'>,
  ): Write[] {
    let record: ConsentRecord | undefined;
    const now = this.#clock.now();
    const erase = this.#records.change(conversationId(conversation), (current) => {
      record = current;
      return undefined;
    });
    const kept = this.#erasures.erasedWrites(conversation, () => {
      const all = others.reduce<ConsentRecord | undefined>((one, other) => together(one, other, now), record);
      const signedOff = Object.entries(all?.topics ?? {})
        .filter(([, each]) => each.state === 'signed-off')
        .map(([topic, { at }]): [string, number] => [this.#erasures.topicHash(conversation, topic), at]);
      return {
        at: now,
        ...more(),
        ...(all?.stopped && { stopped: all.stopped.at }),
        ...(all?.marketingStopped && { marketingStopped: all.marketingStopped.at }),
        ...(signedOff.length > 0 && { signedOff: Object.fromEntries(signedOff) }),
      };
    });
    return [erase, ...kept];
  }

  /**
   * A change of the record. It begins with the STOP of a person whose data was erased, which becomes part of the record
   * again if anything changes.
   */
  #writes(
    conversation: Conversation,
    change: (current: ConsentRecord | undefined, erased: ErasedRecord | undefined) => ConsentRecord | undefined,
  ): Write[] {
    let erased: ErasedRecord | undefined;
    let isTaken = false;
    const looks = this.#erasures.lookWrites(conversation, (found) => {
      erased = found;
      isTaken = false;
    });
    const write = this.#records.change(conversationId(conversation), (current) => {
      const before = withErased(current, erased, this.#clock.now());
      const next = change(before, erased);
      if (next === before) return current;
      isTaken = true;
      return next;
    });
    const forget = this.#erasures.changeWrites(conversation, (current) => (isTaken ? withoutStop(current) : current));
    return [...looks, write, ...forget];
  }

  async commit(writes: readonly Write[]): Promise<void> {
    await this.#records.commit(writes);
  }
}

/** What was said before the erasure is still not taken once more. */
function withoutStop(erased: ErasedRecord | undefined): ErasedRecord | undefined {
  return erased?.heardAt === undefined ? undefined : { at: erased.at, heardAt: erased.heardAt };
}

/** Also one that ended with a STOP to an alert: START takes it up again. */
function isToBeListed(subscription: Subscription | undefined, now: number): boolean {
  if (!subscription) return false;
  const { state, byStop, until = Number.POSITIVE_INFINITY } = subscription;
  return until > now && (state === 'signed-up' || byStop === true);
}

/** Nothing is stored of somebody of whom nothing is known. */
function orNothing(current: ConsentRecord | undefined, next: ConsentRecord): ConsentRecord | undefined {
  return current === undefined && next.history.length === 0 && !next.started ? undefined : next;
}
