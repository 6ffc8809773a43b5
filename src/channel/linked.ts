import type { Activity } from '../core/activity.js';
import type { Conversation, WindowRecord } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import { referenceFor } from '../core/reference.js';
import { Turn } from '../core/turn.js';
import type { WindowTracker } from '../window/tracker.js';
import type { TurnPort } from './port.js';

/** The `value` of the event `clickatell/linked`. */
export interface Linked {
  /** The id that counts from now on: the turn's `from.id`. */
  readonly person: string;
  /** The other id, whose conversation has become part of this one. */
  readonly alias: string;
}

export interface LinkedDeps<Logic> {
  readonly tracker: Pick<WindowTracker, 'toldWrite'>;
  readonly port: Pick<TurnPort<Logic>, 'run'>;
}

/** Tells the bot of ids that turned out to be one person's, each in a turn of its own. */
export class LinkedEvents<Logic> {
  readonly #deps: LinkedDeps<Logic>;
  readonly #handlers: Logic[] = [];

  constructor(deps: LinkedDeps<Logic>) {
    this.#deps = deps;
  }

  on(handler: Logic): void {
    if (typeof handler !== 'function') throw new InvalidInputError('handler', 'must be a function');
    this.#handlers.push(handler);
  }

  /** Runs the handlers for what the bot has not been told of. Resolves with the window as the last of them leaves it. */
  async tell(
    conversation: Conversation,
    window: WindowRecord | undefined,
    lease: Lease,
  ): Promise<{ window: WindowRecord | undefined; outbox: number }> {
    let known = { window, outbox: window?.outbox ?? 0 };
    const { untold = [] } = window ?? {};
    if (untold.length === 0) return known;
    for (const alias of untold) {
      for (const [place, handler] of this.#handlers.entries()) {
        // The same cause if the turn runs again after a crash.
        const turn = new Turn(`linked:${lease.lane}:${alias}:${place}`, lease, known.window);
        turn.outbox = known.outbox;
        await this.#deps.port.run(toActivity(conversation, turn.cause, alias), turn, handler);
        known = { window: turn.window, outbox: turn.outbox };
      }
    }
    lease.stage(this.#deps.tracker.toldWrite(conversation, untold));
    return known;
  }
}

function toActivity(conversation: Conversation, id: string, alias: string): Activity {
  const { user, bot, ...where } = referenceFor(conversation);
  const value: Linked = { person: conversation.person, alias };
  return { type: 'event', name: 'clickatell/linked', id, ...where, from: user, recipient: bot, value };
}
