import type { Need } from '../consent/record.js';
import type { Conversation, WindowRecord } from '../core/conversation.js';
import { conversationId } from '../core/conversation.js';
import { ConsentError, HandedOffError, LaneLostError, StoreError, WindowClosedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import { HeldBack, type WindowOpened } from '../sending/heldBack.js';
import { NotTaken } from '../sending/notTaken.js';
import type { Delivered } from '../sending/send.js';
import { Table } from '../store/table.js';
import type { Moving } from '../window/counted.js';
import { windowState } from '../window/decide.js';
import { Asking, type AskingDeps } from './asking.js';
import { type Held, type HeldReport, mayLeave } from './held.js';
import { tellOutcome } from './outcome.js';
import { type Message, Shelf, type ShelfDeps } from './shelf.js';

export interface HoldsDeps extends ShelfDeps, Omit<AskingDeps, 'wakeAt'> {
  readonly marginMs: number;
  /** Has `perform` called in the conversation's lane later, instead of an earlier call for the same end. */
  readonly wakeAt: (lane: string, end: 'ask' | 'expire', at: number, tries?: number) => Promise<void>;
  /** Sends a message that may have been tried before, as the window is now. Resolves also with whether it offers choices. */
  readonly send: (
    conversation: Conversation,
    message: Message,
    lease: Lease,
  ) => Promise<{ readonly sent: Delivered; readonly hasOffered: boolean }>;
  /** Lets a message wait in the outbox. */
  readonly wait: (
    conversation: Conversation,
    message: Message,
    obstacle: Pick<NotTaken, 'message' | 'notBefore'>,
    lease: Lease,
  ) => Promise<void>;
  /** Makes a message a dead letter that is not sent, and has its notification fail. */
  readonly giveUp: (held: Held & Pick<Message, 'activity'>, reason: string, lease: Lease) => Promise<void>;
  /** Why the person's consent does not allow what needs this; `undefined` if it does. */
  readonly denied: (conversation: Conversation, need: Need) => Promise<string | undefined>;
  /** A write that tells a notification why its message is held now. */
  readonly held: (notification: string, held: HeldBack) => Write;
  /** A write that tells a notification that its message has left. */
  readonly left: (notification: string, sent: Delivered) => Write;
}

/** What the release of held messages has changed for the rest of the turn. */
export interface Released {
  /** How many messages are held no more. */
  readonly count: number;
  /** How many messages wait in the conversation's outbox now. */
  readonly outbox: number;
  /** Whether one of the messages offered choices. */
  readonly hasOffered: boolean;
}

/**
 * Messages that are held until the person writes. The template that asks the person to answer is sent in a turn of its
 * own in the lane, so that replies, notifications and refused messages have one and the same way to it.
 */
export class Holds {
  readonly #deps: HoldsDeps;
  readonly #shelf: Shelf;
  readonly #asking: Asking;
  /** By lane: why the turn that looked after what is held became a dead letter. */
  readonly #stuck: Table<string>;

  constructor(deps: HoldsDeps) {
    this.#deps = deps;
    this.#shelf = new Shelf(deps);
    this.#asking = new Asking(deps);
    this.#stuck = new Table(deps.store, 'held-stuck', { ttlMs: 90 * 24 * 60 * 60 * 1000 });
  }

  /** See `Shelf.add`. */
  add(...given: Parameters<Shelf['add']>): Promise<boolean> {
    return this.#shelf.add(...given);
  }

  /** See `Shelf.measure`. */
  measure(...given: Parameters<Shelf['measure']>): ReturnType<Shelf['measure']> {
    return this.#shelf.measure(...given);
  }

  /** See `Shelf.supersede`. */
  supersede(...given: Parameters<Shelf['supersede']>): Promise<void> {
    return this.#shelf.supersede(...given);
  }

  /**
   * Does what is to be done for a conversation, in its lane: releases what is held if the window is open, otherwise asks
   * the person to answer.
   */
  async perform(conversation: Conversation, lease: Lease, tries: number): Promise<void> {
    const { tracker, wake } = this.#deps;
    await this.dropDenied(conversation, lease);
    const list = await this.#kept(conversation, lease);
    if (list.length === 0) return;
    const window = await tracker.read(conversation);
    const ready = this.#ready(list, window);
    if (ready.length === 0) {
      const opened = await this.#ask(conversation, list, lease, window, tries);
      if (opened) await this.release(conversation, lease, opened.window);
      return;
    }
    // If the process ended while the turn ran, each message gets a turn of its own, to find the one that ends it.
    const most = lease.mayHaveRun ? 1 : ready.length;
    await this.release(conversation, lease, window, { most });
    if (most < ready.length) await wake(lease.lane);
  }

  /** Asks the person to answer, for the oldest message that waits for them. While a human has the conversation: of theirs. */
  async #ask(
    conversation: Conversation,
    list: readonly Held[],
    lease: Lease,
    window: WindowRecord | undefined,
    tries: number,
  ): Promise<WindowOpened | undefined> {
    for (const { asking, need, desk } of list) {
      if (!asking || (window?.desk && !desk)) continue;
      return this.#asking.ask(conversation, { asking, need, desk }, lease, window, tries);
    }
    return undefined;
  }

  #ready(list: readonly Held[], window: WindowRecord | undefined): Held[] {
    return list.filter((held) => mayLeave(held, window?.desk !== undefined, this.#isOpen(window)));
  }

  /** A turn of `perform` became a dead letter, and the next would, too: `goOn` does without what it was busy with. */
  stuckWrite(lane: string, reason: string): Write {
    return this.#stuck.set(lane, reason);
  }

  /** Goes on after a turn of `perform` became a dead letter. If several did before this, they had the same cause. */
  async goOn(conversation: Conversation, lease: Lease): Promise<void> {
    const { tracker, wake, giveUp } = this.#deps;
    const reason = await this.#stuck.readIn(lease, lease.lane);
    if (reason !== undefined) lease.stage(this.#stuck.set(lease.lane, undefined));
    const list = await this.#kept(conversation, lease);
    const [oldest] = list;
    if (!oldest) return;
    if (reason === undefined) return this.#asking.later(lease);
    const window = await tracker.read(conversation);
    const [first, ...others] = this.#ready(list, window);
    if (first) {
      const activity = await this.#shelf.content(first.id, lease);
      if (activity) await giveUp({ ...first, activity }, reason, lease);
      await this.#shelf.remove(conversation, new Set([first.id]), lease);
      if (others.length > 0) await wake(lease.lane);
    } else await this.#asking.stuck(conversation, window, reason, lease);
  }

  /**
   * Sends what is held and may leave by the window as it is known, in order. `outbox`: how many messages wait before it;
   * `most`: how many are sent at most.
   */
  async release(
    conversation: Conversation,
    lease: Lease,
    window: WindowRecord | undefined,
    { outbox = window?.outbox ?? 0, most = Number.POSITIVE_INFINITY }: { outbox?: number; most?: number } = {},
  ): Promise<Released> {
    const { send, wait, left, ended, wake } = this.#deps;
    const held = await this.#shelf.unexpired(conversation, lease);
    const list = this.#ready(held, window).slice(0, most);
    // The person has written too late, and is to be asked once more.
    if (list.length === 0 && held.length > 0 && !this.#isOpen(window)) await wake(lease.lane);
    let [waiting, hasOffered] = [outbox, false];
    const gone = new Set<string>();
    // An earlier run of the turn may have sent some of them.
    if (list.length > 0) lease.markRun();
    for (const { id, sendId, notification, key, since, saidAt = since, asking } of list) {
      const activity = await this.#shelf.content(id, lease);
      if (!activity) {
        gone.add(id);
        continue;
      }
      const message = { id: sendId, activity, notification, saidAt };
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
          if (key !== undefined) await this.#shelf.left(conversation, key, { id }, lease);
        }
        tellOutcome(this.#deps.observe, conversation, 'released');
      } catch (error) {
        if (error instanceof StoreError || error instanceof LaneLostError || lease.isLost) throw error;
        if (error instanceof HeldBack) {
          // It waits for the person now, who is to be asked: the hand-off has ended, or the window has closed again.
          await wake(lease.lane);
          await this.#shelf.stay(conversation, id, error, lease);
          if (notification !== undefined) lease.stage(this.#deps.held(notification, error));
          if (asking) break;
          continue;
        }
        if (error instanceof NotTaken) await letWait(error);
        else {
          const fault = error instanceof Error ? error : new Error(String(error));
          const isDenied =
            error instanceof ConsentError || error instanceof WindowClosedError || error instanceof HandedOffError;
          if (notification !== undefined) {
            lease.stage(ended(notification, isDenied ? 'refused' : 'failed', fault.message));
          }
          if (!isDenied) this.#deps.observe?.({ kind: 'fault', where: 'hold', error: fault });
        }
      }
      gone.add(id);
    }
    await this.#shelf.remove(conversation, gone, lease);
    return { count: gone.size, outbox: waiting, hasOffered };
  }

  /** Takes out what the person does not allow any more. */
  async dropDenied(conversation: Conversation, lease: Lease): Promise<void> {
    await this.#shelf.drop(conversation, (need) => this.#deps.denied(conversation, need), lease);
  }

  /** See `Asking.failed`. */
  askFailed(...given: Parameters<Asking['failed']>): Promise<void> {
    return this.#asking.failed(...given);
  }

  /** See `Asking.ended`. */
  askEnded(...given: Parameters<Asking['ended']>): Promise<void> {
    return this.#asking.ended(...given);
  }

  /** Looks after what is held in a turn of its own. For messages that were held outside of any turn. */
  wake(conversation: Conversation): Promise<void> {
    return this.#deps.wake(conversationId(conversation));
  }

  /** See `Shelf.cancel`. */
  cancel(...given: Parameters<Shelf['cancel']>): Promise<number> {
    return this.#shelf.cancel(...given);
  }

  /** See `Shelf.takeOverWrites`. */
  async takeOverWrites(from: Conversation, to: Conversation): Promise<Moving> {
    const { writes, ...rest } = await this.#shelf.takeOverWrites(from, to);
    const stuck = this.#stuck.moveWrites(conversationId(from), conversationId(to));
    return { ...rest, writes: [...writes, ...stuck] };
  }

  /** What is held for a person, in order. */
  reports(conversation: Conversation): Promise<HeldReport[]> {
    return this.#shelf.reports(conversation);
  }

  /** What is held and has not expired. What is left is looked after again when the next of it expires. */
  async #kept(conversation: Conversation, lease: Lease): Promise<readonly Held[]> {
    const list = await this.#shelf.unexpired(conversation, lease);
    const next = Math.min(...list.map(({ until }) => until));
    if (list.length > 0) await this.#deps.wakeAt(lease.lane, 'expire', next);
    return list;
  }

  #isOpen(window: WindowRecord | undefined): boolean {
    return windowState(window, this.#deps.clock.now(), this.#deps.marginMs).state === 'open';
  }
}
