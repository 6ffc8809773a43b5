import { randomUUID } from 'node:crypto';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, conversationOf, type WindowRecord } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import { referenceFor } from '../core/reference.js';
import { Turn } from '../core/turn.js';
import type { Lanes } from '../store/lanes.js';
import { closingAfter, closingSteps } from '../window/closing.js';
import { customerServiceWindowMs, windowState } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import { type ClosingPayload, ownPayload } from './payload.js';
import type { TurnPort } from './port.js';

/** What the channel itself knows to be pending in a conversation. */
export type PendingWork = 'follow-up' | 'outbox' | 'held';

/** The `value` of the event `clickatell/windowClosing`. */
export interface WindowClosing {
  /** When the window closes, with the margin taken off, in epoch ms. Nothing free-form leaves from then on. */
  readonly closesAt: number;
  /** What is pending in the conversation, besides what only the bot knows. */
  readonly pending: readonly PendingWork[];
}

export interface ClosingHandler<Logic> {
  readonly minutesBefore: number;
  readonly logic: Logic;
  /** Whether it runs only where the channel knows of something pending. */
  readonly needsPending: boolean;
}

export interface WindowClosingsDeps<Logic> {
  readonly clock: Clock;
  readonly marginMs: number;
  readonly tracker: WindowTracker;
  readonly lanes: Pick<Lanes, 'schedule'>;
  readonly port: Pick<TurnPort<Logic>, 'run'>;
  /** Whether a follow-up is scheduled for the lane's conversation. */
  readonly hasFollowUp: (lane: string) => Promise<boolean>;
}

/**
 * Runs handlers shortly before a window closes. The first message of a window schedules one item for its conversation,
 * and the window's record says so: further messages of the window cost nothing. When the item is due, it looks at the
 * record, and if the person has written since, it schedules itself anew.
 *
 * An item counts only if the record names its time. So one that was scheduled twice, because a process died between
 * scheduling and the end of the turn, does nothing the second time.
 */
export class WindowClosings<Logic> {
  readonly #deps: WindowClosingsDeps<Logic>;
  readonly #handlers: ClosingHandler<Logic>[] = [];

  constructor(deps: WindowClosingsDeps<Logic>) {
    this.#deps = deps;
  }

  /** Registers a handler. @throws InvalidInputError */
  on(handler: ClosingHandler<Logic>): void {
    const { minutesBefore } = handler;
    const longest = (customerServiceWindowMs - this.#deps.marginMs) / 60_000;
    if (!(typeof minutesBefore === 'number' && minutesBefore > 0 && minutesBefore < longest)) {
      throw new InvalidInputError('minutesBefore', `must be more than 0 and less than ${longest}, in minutes`);
    }
    this.#handlers.push(handler);
  }

  /**
   * Schedules the item of the window that a person's message belongs to, unless it is scheduled or has run. Before the
   * record says so: the item of a turn that runs again is replaced, and none at all would be missed for ever.
   */
  async arm(conversation: Conversation, window: WindowRecord | undefined, lease: Lease): Promise<void> {
    if (this.#handlers.length === 0 || !window) return;
    const { at } = window.closing ?? {};
    // One that is overdue waits in the lane or was lost with a dead letter. Scheduling it again does no harm.
    if (at !== undefined && at > this.#deps.clock.now()) return;
    const [next] = this.#steps(window);
    if (next) await this.#next(conversation, window, undefined, next.at, lease);
  }

  /** Runs the handlers that are due, and schedules the next. Runs nothing once the window has closed. */
  async perform({ at }: ClosingPayload, lease: Lease): Promise<void> {
    const conversation = conversationOf(lease.lane);
    const window = conversation && (await this.#deps.tracker.read(conversation));
    if (!conversation || window?.closing?.at !== at) return;
    if (window.desk) {
      // The bot is asked once it has the conversation again (see `arm`).
      lease.stage(this.#deps.tracker.closingWrite(conversation, closingAfter(window, undefined, undefined)));
      return;
    }
    const now = this.#deps.clock.now();
    const steps = this.#steps(window);
    const due = steps.filter((step) => step.at <= now).map(({ minutesBefore }) => minutesBefore);
    if (due.length > 0) await this.#run(conversation, window, due, lease);
    await this.#next(conversation, window, due.at(-1), steps[due.length]?.at, lease);
  }

  /** Schedules the next item, if there is one, and has the record say what has run. */
  async #next(
    conversation: Conversation,
    window: WindowRecord,
    done: number | undefined,
    at: number | undefined,
    lease: Lease,
  ): Promise<void> {
    const { lanes, tracker } = this.#deps;
    if (at !== undefined) {
      const lane = conversationId(conversation);
      const payload = ownPayload({ kind: 'closing', at });
      await lanes.schedule({ id: `closing:${randomUUID()}`, lane, key: `closing:${lane}`, dueAt: at, payload });
    }
    lease.stage(tracker.closingWrite(conversation, closingAfter(window, done, at)));
  }

  /** Runs the handlers of these minutes, each in a turn of its own. */
  async #run(conversation: Conversation, window: WindowRecord, due: readonly number[], lease: Lease): Promise<void> {
    const { clock, marginMs, port } = this.#deps;
    const { closesAt = 0 } = windowState(window, clock.now(), marginMs);
    const value: WindowClosing = { closesAt, pending: await this.#pending(lease.lane, window) };
    let [known, outbox]: [WindowRecord | undefined, number] = [window, window.outbox ?? 0];
    for (const minutesBefore of due) {
      const handlers = this.#handlers.filter((handler) => handler.minutesBefore === minutesBefore);
      for (const [place, { logic, needsPending }] of handlers.entries()) {
        if (needsPending && value.pending.length === 0) continue;
        // The same cause if the turn runs again after a crash, and another one for each window.
        const cause = `closing:${lease.lane}:${window.lastInboundAt}:${minutesBefore}:${place}`;
        const turn = new Turn(cause, lease, known);
        turn.outbox = outbox;
        turn.isForOpenWindow = true;
        await port.run(toClosingActivity(conversation, turn.cause, value), turn, logic);
        [known, outbox] = [turn.window, turn.outbox];
      }
    }
  }

  async #pending(lane: string, window: WindowRecord): Promise<PendingWork[]> {
    const pending: PendingWork[] = [];
    if (await this.#deps.hasFollowUp(lane)) pending.push('follow-up');
    if (window.outbox) pending.push('outbox');
    if (window.held) pending.push('held');
    return pending;
  }

  #steps(window: WindowRecord) {
    const { clock, marginMs } = this.#deps;
    const minutes = this.#handlers.map(({ minutesBefore }) => minutesBefore);
    return closingSteps(minutes, window, clock.now(), marginMs);
  }
}

/** Like a continuation: an event that comes from the person, but not from something that they wrote. */
function toClosingActivity(conversation: Conversation, id: string, value: WindowClosing): Activity {
  const reference = referenceFor(conversation);
  const { user, bot, ...where } = reference;
  return {
    type: 'event',
    name: 'clickatell/windowClosing',
    id,
    ...where,
    from: user,
    recipient: bot,
    value,
    relatesTo: reference,
  };
}
