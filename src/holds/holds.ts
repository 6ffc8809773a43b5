import { toldRefusal } from '../clickatell/told.js';
import { faultOf } from '../clickatell/verdict.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Asked, type Conversation, conversationId, lastFour, type WindowRecord } from '../core/conversation.js';
import { LaneLostError, SendOutcomeUnknownError, StoreError, WindowClosedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Write } from '../core/write.js';
import { HeldBack, WindowOpened } from '../sending/heldBack.js';
import { NotTaken } from '../sending/notTaken.js';
import { askId, firstId } from '../sending/partIds.js';
import type { Delivered } from '../sending/send.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import type { TemplateReference } from '../templates/message.js';
import { CountedList } from '../window/counted.js';
import { windowState } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import { type Held, type HeldReport, heldReport } from './held.js';
import type { HoldSettings } from './settings.js';

/** A message as the channel sends it. */
export interface Message {
  readonly id: string;
  readonly activity: Activity;
  /** The notification that it belongs to, by its id. */
  readonly notification?: string | undefined;
  /** When it left for the first time, if it has, in epoch ms. */
  readonly saidAt?: number | undefined;
}

export interface HoldsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly tracker: WindowTracker;
  readonly settings: HoldSettings;
  readonly marginMs: number;
  readonly observe?: Observer | undefined;
  /** Has `perform` called in the conversation's lane: at once, or later, instead of an earlier call for the same end. */
  readonly wake: (lane: string) => Promise<void>;
  readonly wakeAt: (lane: string, end: 'ask' | 'expire', at: number, tries?: number) => Promise<void>;
  /** Sends a message that may have been tried before, as the window is now. Resolves also with whether it offers choices. */
  readonly send: (
    conversation: Conversation,
    message: Message,
    lease: Lease,
  ) => Promise<{ readonly sent: Delivered; readonly hasOffered: boolean }>;
  /** Sends the template that asks the person to answer, unless they have written: then it rejects with `WindowOpened`. */
  readonly ask: (conversation: Conversation, asking: TemplateReference, id: string, lease: Lease) => Promise<unknown>;
  /**
   * When a template left that has reached the person, although it failed: it had been sent before, and the answer was
   * lost. `undefined` if it has not.
   */
  readonly arrivedAt: (message: string, lease: Lease) => Promise<number | undefined>;
  /** Lets a message wait in the outbox. */
  readonly wait: (
    conversation: Conversation,
    message: Message,
    obstacle: Pick<NotTaken, 'message' | 'notBefore'>,
    lease: Lease,
  ) => Promise<void>;
  /** Makes a message a dead letter that is not sent, and has its notification fail. */
  readonly giveUp: (held: Held, reason: string, lease: Lease) => Promise<void>;
  /** Writes that tell a notification what became of its message. */
  readonly left: (notification: string, sent: Delivered) => Write;
  readonly ended: (notification: string, state: 'refused' | 'failed', reason: string) => Write;
}

/** Why a message failed, by its status. */
type Failure = Parameters<typeof faultOf>[0];

/** What the release of held messages has changed for the rest of the turn. */
export interface Released {
  /** How many messages are held no more. */
  readonly count: number;
  /** How many messages wait in the conversation's outbox now. */
  readonly outbox: number;
  /** Whether one of the messages offered choices. */
  readonly hasOffered: boolean;
}

const [firstDelayMs, longestDelayMs] = [2000, 60_000];

/**
 * Messages that are held until the person writes, in order, for each conversation. Behind them, one template asks the
 * person to answer: at most one until they do, and not before the cool-down is over. It is sent in a turn of its own in
 * the lane, so that messages, notifications and refused messages have one and the same way to it.
 */
export class Holds {
  readonly #deps: HoldsDeps;
  readonly #held: CountedList<Held>;
  /** By lane: why the turn that looked after what is held became a dead letter. */
  readonly #stuck: Table<string>;

  constructor(deps: HoldsDeps) {
    this.#deps = deps;
    this.#held = new CountedList(deps.store, deps.tracker, 'held', 'held');
    this.#stuck = new Table(deps.store, 'held-stuck', { ttlMs: 90 * 24 * 60 * 60 * 1000 });
  }

  /**
   * Holds a message; one that is held already keeps its place. Resolves with whether it is held: not if a newer one with
   * its key is.
   *
   * @throws WindowClosedError if as many are held for the person as may be.
   */
  async add(
    conversation: Conversation,
    message: Message,
    { decision, sendId }: HeldBack,
    lease: Lease,
  ): Promise<boolean> {
    const { clock, settings, wake } = this.#deps;
    const lane = conversationId(conversation);
    const { template, parameters } = decision.template;
    const { key } = decision;
    const since = clock.now();
    const held: Held = {
      ...message,
      id: firstId(message.id),
      sendId,
      ...(key !== undefined && { key }),
      asking: { name: template.name, language: template.language, parameters },
      since,
      until: since + settings.keptMs,
    };
    const list = await (lease.lane === lane ? this.#held.readIn(lease, lane) : this.#held.read(lane));
    const isHeld = list.some(({ id }) => id === held.id);
    const sameKey = isHeld || key === undefined ? [] : list.filter((each) => each.key === key);
    const reason = 'A newer message with the same key has taken its place while it was held.';
    const saidAt = message.saidAt ?? since;
    if (sameKey.some((each) => (each.saidAt ?? each.since) > saidAt)) {
      this.#end(conversation, held, 'superseded', lease, reason);
      return false;
    }
    if (list.length - sameKey.length >= settings.most && !isHeld) {
      const tooMany = `The customer service window is closed, and ${settings.most} messages are held for the person already.`;
      throw new WindowClosedError(tooMany, undefined);
    }
    const replaced = new Set(sameKey.map(({ id }) => id));
    const put = () =>
      this.#held.change(conversation, lease, (all) =>
        all.some(({ id }) => id === held.id)
          ? all.map((each) => (each.id === held.id ? { ...each, sendId } : each))
          : [...all.filter((each) => !replaced.has(each.id)), held],
      );
    if (lease.lane === lane) {
      // First, because its turn comes after this one in any case, and without it the message would be held for ever.
      await wake(lane);
      await put();
    } else {
      await put();
      await wake(lane);
    }
    if (!isHeld) this.#tell(conversation, 'held');
    for (const each of sameKey) this.#end(conversation, each, 'superseded', lease, reason);
    return true;
  }

  /**
   * Does what is to be done for a conversation, in its lane: releases what is held if the window is open, otherwise asks
   * the person to answer.
   */
  async perform(conversation: Conversation, lease: Lease, tries: number): Promise<void> {
    const { tracker, wake } = this.#deps;
    const list = await this.#kept(conversation, lease);
    const [oldest] = list;
    if (!oldest) return;
    const window = await tracker.read(conversation);
    if (!this.#isOpen(window)) return this.#ask(conversation, oldest, lease, window, tries);
    // If the process ended while the turn ran, each message gets a turn of its own, to find the one that ends it.
    const most = lease.mayHaveRun ? 1 : list.length;
    await this.release(conversation, lease, window?.outbox ?? 0, most);
    if (most < list.length) await wake(lease.lane);
  }

  /** A turn of `perform` became a dead letter, and the next would, too: `goOn` does without what it was busy with. */
  stuckWrite(lane: string, reason: string): Write {
    return this.#stuck.set(lane, reason);
  }

  /** Goes on after a turn of `perform` became a dead letter. If several did before this, they had the same cause. */
  async goOn(conversation: Conversation, lease: Lease): Promise<void> {
    const { tracker, clock, settings, wake, wakeAt, giveUp } = this.#deps;
    const reason = await this.#stuck.readIn(lease, lease.lane);
    if (reason !== undefined) lease.stage(this.#stuck.set(lease.lane, undefined));
    const list = await this.#kept(conversation, lease);
    const [oldest] = list;
    if (!oldest) return;
    const now = clock.now();
    if (reason === undefined) return wakeAt(lease.lane, 'ask', now + longestDelayMs);
    const window = await tracker.read(conversation);
    if (this.#isOpen(window)) {
      await giveUp(oldest, reason, lease);
      await this.#held.change(conversation, lease, (all) => all.filter(({ id }) => id !== oldest.id));
      if (list.length > 1) await wake(lease.lane);
      return;
    }
    const asked = window?.asked;
    if (asked && !asked.isOver) return;
    const isCooling = asked !== undefined && asked.at + settings.coolDownMs > now;
    const failed: Asked = isCooling
      ? asked
      : {
          at: now,
          message: askId(lease.lane, window?.lastInboundAt ?? 0, asked?.at ?? 0),
          isOver: true,
          problem: reason,
        };
    await wakeAt(lease.lane, 'ask', failed.at + settings.coolDownMs);
    lease.stage(tracker.askedWrite(conversation, () => failed));
  }

  /**
   * Sends what is held, in order, because the person has written. `outbox`: how many messages wait before it; `most`:
   * how many are sent at most.
   */
  async release(
    conversation: Conversation,
    lease: Lease,
    outbox: number,
    most = Number.POSITIVE_INFINITY,
  ): Promise<Released> {
    const { send, wait, left, ended, wake } = this.#deps;
    const list = (await this.#unexpired(conversation, lease)).slice(0, most);
    let [waiting, hasOffered] = [outbox, false];
    const gone = new Set<string>();
    // An earlier run of the turn may have sent some of them.
    if (list.length > 0) lease.markRun();
    for (const { id, sendId, activity, notification } of list) {
      const message = { id: sendId, activity, notification };
      const letWait = async (obstacle: Pick<NotTaken, 'message' | 'notBefore'>) => {
        await wait(conversation, message, obstacle, lease);
        waiting += 1;
      };
      try {
        if (waiting > 0)
          await letWait({ message: 'Waits behind earlier messages to the person.', notBefore: undefined });
        else {
          const { sent, hasOffered: offers } = await send(conversation, message, lease);
          hasOffered ||= offers;
          if (notification !== undefined) lease.stage(left(notification, sent));
        }
        this.#tell(conversation, 'released');
      } catch (error) {
        if (error instanceof StoreError || error instanceof LaneLostError || lease.isLost) throw error;
        if (error instanceof HeldBack) {
          // The window has closed again: the person is to be asked once more.
          await wake(lease.lane);
          await this.#held.change(conversation, lease, (all) =>
            all.map((each) => (each.id === id ? { ...each, sendId: error.sendId } : each)),
          );
          break;
        }
        if (error instanceof NotTaken) await letWait(error);
        else {
          const fault = error instanceof Error ? error : new Error(String(error));
          if (notification !== undefined) lease.stage(ended(notification, 'failed', fault.message));
          this.#deps.observe?.({ kind: 'fault', where: 'hold', error: fault });
        }
      }
      gone.add(id);
    }
    if (gone.size > 0) {
      await this.#held.change(conversation, lease, (all) => all.filter(({ id }) => !gone.has(id)));
    }
    return { count: gone.size, outbox: waiting, hasOffered };
  }

  /**
   * A status tells that the template that asked the person to answer did not reach them. Another one may be sent after
   * the cool-down, or soon, if the failure says nothing of the template or the person.
   */
  async askFailed(
    conversation: Conversation,
    message: string,
    error: Failure,
    lease: Lease,
    isSoon = faultOf(error) !== undefined,
  ): Promise<void> {
    return this.askEnded(conversation, message, toldRefusal(error), lease, isSoon);
  }

  /** The template that asked the person to answer has not reached them, as far as is known. See `askFailed`. */
  async askEnded(
    conversation: Conversation,
    message: string,
    problem: string,
    lease: Lease,
    isSoon = false,
  ): Promise<void> {
    const { tracker, settings, clock, wakeAt } = this.#deps;
    const asked = (await tracker.read(conversation))?.asked;
    if (asked?.message !== message || asked.isOver) return;
    const at = isSoon ? clock.now() + longestDelayMs - settings.coolDownMs : asked.at;
    await wakeAt(lease.lane, 'ask', at + settings.coolDownMs);
    lease.stage(
      tracker.askedWrite(conversation, ({ asked: current }) =>
        current?.message === message && !current.isOver ? { at, message, isOver: true, problem } : current,
      ),
    );
  }

  /** Looks after what is held in a turn of its own. For messages that were held outside of any turn. */
  wake(conversation: Conversation): Promise<void> {
    return this.#deps.wake(conversationId(conversation));
  }

  /** Takes messages out that match, in the conversation's lane. Resolves with how many there were. */
  async cancel(conversation: Conversation, matches: (held: Held) => boolean, lease: Lease): Promise<number> {
    const list = await this.#held.readIn(lease, lease.lane);
    const found = list.filter(matches);
    const gone = new Set(found.map(({ id }) => id));
    if (gone.size === 0) return 0;
    await this.#held.change(conversation, lease, (all) => all.filter(({ id }) => !gone.has(id)));
    for (const each of found) this.#end(conversation, each, 'cancelled', lease, 'It was cancelled while it was held.');
    return found.length;
  }

  /** What is held for a person, in order. */
  async reports(conversation: Conversation): Promise<HeldReport[]> {
    const list = await this.#held.read(conversationId(conversation));
    const now = this.#deps.clock.now();
    return list.filter(({ until }) => until > now).map(heldReport);
  }

  async #ask(
    conversation: Conversation,
    { asking }: Held,
    lease: Lease,
    window: WindowRecord | undefined,
    tries: number,
  ): Promise<void> {
    const { clock, tracker, settings, ask, wakeAt, arrivedAt } = this.#deps;
    const before = window?.asked;
    if (before && !before.isOver) return;
    if (before?.problem !== undefined) {
      const at = await arrivedAt(before.message, lease);
      if (at !== undefined) {
        const arrived: Asked = { at, message: before.message };
        lease.stage(tracker.askedWrite(conversation, ({ asked }) => (asked?.problem === undefined ? asked : arrived)));
        return;
      }
    }
    const coolAt = (before?.at ?? Number.NEGATIVE_INFINITY) + settings.coolDownMs;
    if (coolAt > clock.now()) return wakeAt(lease.lane, 'ask', coolAt);
    const message = askId(lease.lane, window?.lastInboundAt ?? 0, before?.at ?? 0);
    const stage = (more: Pick<Asked, 'isOver' | 'problem'> = {}) => {
      // Not when it was decided: a slow request would make the cool-down shorter.
      const next: Asked = { at: clock.now(), message, ...more };
      lease.stage(
        tracker.askedWrite(conversation, ({ lastInboundAt }) =>
          // The person has written while the template was under way.
          lastInboundAt === window?.lastInboundAt ? next : { ...next, isOver: true },
        ),
      );
    };
    lease.markRun();
    try {
      await ask(conversation, asking, message, lease);
      stage();
      this.#tell(conversation, 'asked');
    } catch (error) {
      if (error instanceof StoreError || error instanceof LaneLostError || lease.isLost) throw error;
      if (error instanceof WindowOpened) {
        await this.release(conversation, lease, error.window?.outbox ?? 0);
      } else if (error instanceof NotTaken) {
        const delayMs = Math.min(firstDelayMs * 2 ** Math.min(tries, 30), longestDelayMs);
        await wakeAt(lease.lane, 'ask', Math.max(clock.now() + delayMs, error.notBefore ?? 0), tries + 1);
      } else if (error instanceof SendOutcomeUnknownError) {
        // The person may have it.
        stage();
      } else {
        const fault = error instanceof Error ? error : new Error(String(error));
        await wakeAt(lease.lane, 'ask', clock.now() + settings.coolDownMs);
        stage({ isOver: true, problem: fault.message });
        this.#deps.observe?.({ kind: 'fault', where: 'hold', error: fault });
      }
    }
  }

  /** Like `#unexpired`. What is left is looked after again when the next of it expires. */
  async #kept(conversation: Conversation, lease: Lease): Promise<readonly Held[]> {
    const list = await this.#unexpired(conversation, lease);
    const next = Math.min(...list.map(({ until }) => until));
    if (list.length > 0) await this.#deps.wakeAt(lease.lane, 'expire', next);
    return list;
  }

  /** What is held and has not been for too long. The rest is taken out. */
  async #unexpired(conversation: Conversation, lease: Lease): Promise<readonly Held[]> {
    const list = await this.#held.readIn(lease, lease.lane);
    const now = this.#deps.clock.now();
    const expired = list.filter(({ until }) => until <= now);
    if (expired.length === 0) return list;
    await this.#held.change(conversation, lease, (all) => all.filter(({ until }) => until > now));
    const reason = 'It has expired: it was held, and the person did not write in time.';
    for (const each of expired) this.#end(conversation, each, 'expired', lease, reason);
    return list.filter(({ until }) => until > now);
  }

  #end(
    conversation: Conversation,
    { notification }: Held,
    outcome: 'superseded' | 'cancelled' | 'expired',
    lease: Lease,
    reason: string,
  ): void {
    if (notification !== undefined) {
      lease.stage(this.#deps.ended(notification, outcome === 'expired' ? 'failed' : 'refused', reason));
    }
    this.#tell(conversation, outcome);
  }

  #isOpen(window: WindowRecord | undefined): boolean {
    return windowState(window, this.#deps.clock.now(), this.#deps.marginMs).state === 'open';
  }

  #tell({ person }: Conversation, outcome: HoldOutcome): void {
    this.#deps.observe?.({ kind: 'hold', outcome, person: lastFour(person) });
  }
}

type HoldOutcome = 'held' | 'asked' | 'released' | 'superseded' | 'cancelled' | 'expired';
