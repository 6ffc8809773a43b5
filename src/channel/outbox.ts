import { randomUUID } from 'node:crypto';
import type { Need } from '../consent/record.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, conversationOf, type WindowRecord } from '../core/conversation.js';
import {
  ConsentError,
  GivenUpError,
  HandedOffError,
  LaneLostError,
  StoreError,
  TurnTimeoutError,
  WindowClosedError,
} from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import { HeldBack } from '../sending/heldBack.js';
import { NotTaken } from '../sending/notTaken.js';
import { needOf } from '../sending/outgoing.js';
import type { Delivered } from '../sending/send.js';
import type { Lanes } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { CountedList, type Moving } from '../window/counted.js';
import { customerServiceWindowMs } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import type { WaitingMeasure } from '../window/waitingIndex.js';
import { ownPayload, type Unsent } from './payload.js';
import type { Transcription } from './transcriber.js';

export interface OutboxDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly lanes: Pick<Lanes, 'accept' | 'schedule'>;
  readonly tracker: WindowTracker;
  /** How long a message that nobody waits for is tried, in ms. */
  readonly mostMs: number;
  /** Sends a message that may have been tried before. Rejects with `NotTaken` if it still cannot leave. */
  readonly send: (conversation: Conversation, unsent: Unsent, lease: Lease) => Promise<Delivered>;
  /** Writes that tell a notification what became of its message. */
  readonly left: (notification: string, sent: Delivered) => Write;
  readonly failed: (notification: string, reason: string) => Write;
  readonly refused: (notification: string, reason: string) => Write;
  /** Writes after which a message that waits is not expected to leave any more, whatever is told of an earlier try. */
  readonly withdrawn: (message: string) => readonly Write[];
  /** Whether the message, or a part of it, has left, as far as is known. */
  readonly mayHaveLeft: (message: string, lease: Lease) => Promise<boolean>;
  /** Why the person's consent does not allow what needs this; `undefined` if it does. */
  readonly denied: (conversation: Conversation, need: Need) => Promise<string | undefined>;
  /** Holds a message that may not leave any more before the person writes. */
  readonly hold: (conversation: Conversation, unsent: Unsent, held: HeldBack, lease: Lease) => Promise<void>;
  /** Keeps for the transcript that a message waits, or how it ended without having left. Missing if none is kept. */
  readonly transcription?: Pick<Transcription, 'waits' | 'endedWrite'> | undefined;
  /** Whether a message is still the one that the notification sends. */
  readonly isCurrent: (notification: string, message: string) => Promise<boolean>;
}

const [firstDelayMs, longestDelayMs] = [2000, 60_000];
/** What is said of a message that is not sent again, because the person does not allow it any more. */
const uncertain = 'It, or a part of it, may have left before.';

/**
 * Messages that wait because the provider could not take them, in order, for each conversation. They are tried again
 * with growing delay, in the conversation's lane, before anything newer leaves. Between two tries they hold nothing: no
 * lane and no slot. What is not taken within its time becomes a dead letter.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #waiting: CountedList<Unsent>;
  /** The dead letters that have been one before: they are tried again when an operator repeats them. */
  readonly #givenUp: Table<true>;
  /** By lane: why the turn that tried the first message became a dead letter. */
  readonly #stuck: Table<string>;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#waiting = new CountedList(deps.store, deps.tracker, 'outbox', 'outbox');
    this.#givenUp = new Table(deps.store, 'outbox-given-up', { ttlMs: 90 * 24 * 60 * 60 * 1000 });
    this.#stuck = new Table(deps.store, 'outbox-stuck', { ttlMs: 90 * 24 * 60 * 60 * 1000 });
  }

  /** Puts a message behind what waits in its conversation. The window's record counts it. */
  async add(
    conversation: Conversation,
    message: Pick<Unsent, 'id' | 'activity' | 'notification' | 'saidAt'>,
    { message: reason, notBefore }: Pick<NotTaken, 'message' | 'notBefore'>,
    lease: Lease,
    window: WindowRecord | undefined,
  ): Promise<void> {
    const { clock, mostMs } = this.#deps;
    const now = clock.now();
    const closesAt = (window?.lastInboundAt ?? Number.NEGATIVE_INFINITY) + customerServiceWindowMs;
    const until = message.notification === undefined && closesAt > now ? closesAt : now + mostMs;
    const unsent = { ...message, since: now, until, tries: 1, reason, letter: randomUUID() };
    // Before the message is there: a try too many finds nothing, and none at all would leave it waiting for ever.
    await this.#schedule(conversationId(conversation), notBefore ?? now + firstDelayMs);
    await this.#waiting.change(conversation, lease, (list) => [...list.filter(({ id }) => id !== unsent.id), unsent]);
    this.#deps.transcription?.waits({ ...message, conversation, lease }, reason);
  }

  /**
   * Tries what waits in the lane's conversation, in order, until one is not taken, or so many have left: the rest then
   * gets a turn of its own. Resolves with how many still wait.
   */
  async perform(lease: Lease, most = Number.POSITIVE_INFINITY): Promise<number> {
    const conversation = conversationOf(lease.lane);
    if (!conversation) return 0;
    const waiting = await this.#waiting.readIn(lease, lease.lane);
    if (waiting.length === 0) return 0;
    lease.markRun();
    for (const [at, unsent] of waiting.entries()) {
      if (at === most) {
        await this.#schedule(lease.lane, this.#deps.clock.now());
        return waiting.length - at;
      }
      if (unsent.until <= this.#deps.clock.now()) {
        await this.#giveUp(conversation, unsent, lease, unsent.reason);
        continue;
      }
      const kept = await this.#try(conversation, unsent, lease);
      if (kept) {
        await this.#schedule(lease.lane, this.#nextTry(kept.unsent, kept.notBefore));
        await this.#waiting.change(conversation, lease, (list) =>
          list.map((each) => (each.id === unsent.id ? kept.unsent : each)),
        );
        return waiting.length - at;
      }
    }
    return 0;
  }

  /** A turn of the outbox became a dead letter, and the next would, too: `goOn` gives the first message up. */
  stuckWrite(lane: string, reason: string): Write {
    return this.#stuck.set(lane, reason);
  }

  /** Goes on after a turn of the outbox became a dead letter. If several did before this, they had the same cause. */
  async goOn(lease: Lease): Promise<void> {
    const conversation = conversationOf(lease.lane);
    if (!conversation) return;
    const reason = await this.#stuck.readIn(lease, lease.lane);
    if (reason !== undefined) lease.stage(this.#stuck.set(lease.lane, undefined));
    const [first] = await this.#waiting.readIn(lease, lease.lane);
    if (!first) return;
    await this.#schedule(lease.lane, reason === undefined ? this.#nextTry(first, undefined) : this.#deps.clock.now());
    if (reason !== undefined) await this.#giveUp(conversation, first, lease, reason);
  }

  /**
   * Leaves what waits to a turn of its own, because trying it may be what ended the process while this turn ran. Resolves
   * with how many messages wait.
   */
  async leave(lease: Lease): Promise<number> {
    const { length } = await this.#waiting.readIn(lease, lease.lane);
    if (length > 0) await this.#schedule(lease.lane, this.#deps.clock.now());
    return length;
  }

  /** Moves what waits in the one conversation to the other, in the order of time. */
  async takeOverWrites(from: Conversation, to: Conversation): Promise<Moving> {
    const { length: count } = await this.#waiting.read(conversationId(from));
    const merge = (own: readonly Unsent[], moved: readonly Unsent[]) => {
      const known = new Set(moved.map(({ id }) => id));
      return [...own.filter(({ id }) => !known.has(id)), ...moved].sort((one, other) => one.since - other.since);
    };
    const { lists, counts } = this.#waiting.moveWrites(from, to, () => true, merge);
    return { count, writes: [...lists, ...this.#stuck.moveWrites(conversationId(from), conversationId(to))], counts };
  }

  /** How much waits to be sent from one of our numbers. */
  measure(business: string): Promise<WaitingMeasure> {
    return this.#waiting.measure(business);
  }

  /** Has what waits in the lane's conversation tried in a turn of its own, now. */
  wake(lane: string): Promise<void> {
    return this.#schedule(lane, this.#deps.clock.now());
  }

  /** That a message has been a dead letter before is known in the lane that its letter goes to. */
  movedWrites({ id }: Unsent, from: string, to: string): Write[] {
    return this.#givenUp.moveWrites(`${from}:${id}`, `${to}:${id}`);
  }

  /** A dead letter. It fails the first time, which puts it aside, and goes back to the outbox when it is repeated. */
  async repeat(unsent: Unsent, lease: Lease): Promise<void> {
    const conversation = conversationOf(lease.lane);
    if (!conversation) return;
    const key = `${lease.lane}:${unsent.id}`;
    if (!(await this.#givenUp.read(key))) {
      await this.#givenUp.write(key, true);
      throw new GivenUpError(unsent.reason);
    }
    const { notification } = unsent;
    // It was asked for again meanwhile, and left in another message or waits there.
    if (notification !== undefined && !(await this.#deps.isCurrent(notification, unsent.id))) return;
    const now = this.#deps.clock.now();
    await this.#schedule(lease.lane, now);
    const again = { ...unsent, until: now + this.#deps.mostMs, tries: 0, letter: randomUUID() };
    await this.#waiting.change(conversation, lease, (list) => [...list.filter(({ id }) => id !== unsent.id), again]);
    lease.stage(this.#givenUp.set(key, undefined));
  }

  /** Tries a message. Resolves with it if it still waits. */
  async #try(
    conversation: Conversation,
    unsent: Unsent,
    lease: Lease,
  ): Promise<{ unsent: Unsent; notBefore: number | undefined } | undefined> {
    const { send, left } = this.#deps;
    try {
      const sent = await send(conversation, unsent, lease);
      if (unsent.notification !== undefined) lease.stage(left(unsent.notification, sent));
      await this.#remove(conversation, unsent, lease);
      return undefined;
    } catch (error) {
      if (error instanceof StoreError || error instanceof LaneLostError) throw error;
      if (lease.lostBy instanceof TurnTimeoutError) {
        // The turn is not tried again, so another one goes on with what waits.
        await this.#schedule(lease.lane, this.#nextTry(unsent, undefined));
        throw lease.lostBy;
      }
      if (error instanceof HeldBack) {
        await this.#hold(conversation, unsent, error, lease);
        return undefined;
      }
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof ConsentError || error instanceof HandedOffError) {
        await this.#drop(conversation, unsent, reason, lease);
        return undefined;
      }
      if (error instanceof NotTaken) {
        return { unsent: { ...unsent, tries: unsent.tries + 1, reason }, notBefore: error.notBefore };
      }
      await this.#giveUp(conversation, unsent, lease, reason);
      return undefined;
    }
  }

  /** Takes out what the person does not allow any more. Resolves with how many messages still wait. */
  async dropDenied(conversation: Conversation, lease: Lease): Promise<number> {
    const waiting = await this.#waiting.readIn(lease, lease.lane);
    let left = waiting.length;
    for (const unsent of waiting) {
      const need = needOf(unsent);
      const reason = need && (await this.#deps.denied(conversation, need));
      if (reason === undefined) continue;
      await this.#drop(conversation, unsent, reason, lease);
      left -= 1;
    }
    return left;
  }

  async #drop(conversation: Conversation, unsent: Unsent, reason: string, lease: Lease): Promise<void> {
    const { refused, failed, withdrawn, mayHaveLeft } = this.#deps;
    const { id, notification } = unsent;
    if (notification !== undefined) {
      const isUncertain = await mayHaveLeft(id, lease);
      lease.stage(isUncertain ? failed(notification, `${reason} ${uncertain}`) : refused(notification, reason));
    }
    for (const write of withdrawn(id)) lease.stage(write);
    const ended = this.#deps.transcription?.endedWrite(conversation, id, 'refused', reason);
    if (ended) lease.stage(ended);
    await this.#remove(conversation, unsent, lease);
  }

  /** Makes a message a dead letter that is not sent now, and has its notification fail. It need not wait here. */
  async giveUp(message: Omit<Unsent, 'tries'>, lease: Lease): Promise<void> {
    const { id, letter = randomUUID(), notification, reason } = message;
    const payload = ownPayload({ kind: 'unsent', unsent: { tries: 0, ...message } });
    // The same id if the turn runs again: a second letter would put the message back into the outbox.
    await this.#deps.lanes.accept([{ id: `unsent:${id}:${letter}`, lane: lease.lane, payload }]);
    if (notification !== undefined) lease.stage(this.#deps.failed(notification, reason));
    const conversation = conversationOf(lease.lane);
    const ended = conversation && this.#deps.transcription?.endedWrite(conversation, id, 'failed', reason);
    if (ended) lease.stage(ended);
  }

  /** Holds a message, or gives it up if as many are held as may be. */
  async #hold(conversation: Conversation, unsent: Unsent, held: HeldBack, lease: Lease): Promise<void> {
    try {
      await this.#deps.hold(conversation, unsent, held, lease);
    } catch (error) {
      if (!(error instanceof WindowClosedError)) throw error;
      return this.#giveUp(conversation, unsent, lease, error.message);
    }
    await this.#remove(conversation, unsent, lease);
  }

  async #giveUp(conversation: Conversation, unsent: Unsent, lease: Lease, reason: string): Promise<void> {
    await this.giveUp({ ...unsent, reason }, lease);
    await this.#remove(conversation, unsent, lease);
  }

  #remove(conversation: Conversation, unsent: Unsent, lease: Lease): Promise<void> {
    return this.#waiting.change(conversation, lease, (list) => list.filter(({ id }) => id !== unsent.id));
  }

  #nextTry({ tries }: Unsent, notBefore: number | undefined): number {
    const delayMs = Math.min(firstDelayMs * 2 ** Math.min(tries - 1, 30), longestDelayMs);
    // Not all at the same moment, after an outage that many have waited for.
    return Math.max(this.#deps.clock.now() + delayMs * (0.75 + Math.random() / 2), notBefore ?? 0);
  }

  async #schedule(lane: string, at: number): Promise<void> {
    const payload = ownPayload({ kind: 'outbox' });
    await this.#deps.lanes.schedule({
      id: `outbox:${randomUUID()}`,
      lane,
      key: `outbox:${lane}`,
      dueAt: Math.ceil(at),
      payload,
    });
  }
}
