import { toldRefusal } from '../clickatell/told.js';
import { faultOf, templateRefusal } from '../clickatell/verdict.js';
import type { Clock } from '../core/clock.js';
import type { Asked, Conversation, WindowRecord } from '../core/conversation.js';
import {
  ConsentError,
  LaneLostError,
  SendOutcomeUnknownError,
  StoreError,
  TemplatesRefusedError,
} from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import { WindowOpened } from '../sending/heldBack.js';
import { NotTaken } from '../sending/notTaken.js';
import { askId } from '../sending/partIds.js';
import type { TemplateReference } from '../templates/message.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Held } from './held.js';
import { tellOutcome } from './outcome.js';
import type { HoldSettings } from './settings.js';

export interface AskingDeps {
  readonly clock: Clock;
  readonly tracker: WindowTracker;
  readonly settings: HoldSettings;
  /** How long a template is set aside that the provider has refused as such, in ms; 0 if none is. */
  readonly templatesAsideMs: number;
  readonly observe?: Observer | undefined;
  /** Has what is held looked after in the conversation's lane later, instead of an earlier call. */
  readonly wakeAt: (lane: string, end: 'ask', at: number, tries?: number) => Promise<void>;
  /** Sends the template that asks the person to answer, unless they have written: then it rejects with `WindowOpened`. */
  readonly ask: (conversation: Conversation, held: AskedFor, id: string, lease: Lease) => Promise<unknown>;
  /**
   * When a template left that has reached the person, although it failed: it had been sent before, and the answer was
   * lost. `undefined` if it has not.
   */
  readonly arrivedAt: (message: string, lease: Lease) => Promise<number | undefined>;
}

/** The held message that the person is asked to answer for. */
export type AskedFor = Pick<Held, 'need' | 'desk'> & { readonly asking: TemplateReference };

/** Why a message failed, by its status. */
type Failure = Parameters<typeof faultOf>[0];

const [firstDelayMs, longestDelayMs] = [2000, 60_000];

/**
 * The template that asks a person to answer, because something is held for them: at most one until they do, and not
 * before the cool-down is over.
 */
export class Asking {
  readonly #deps: AskingDeps;

  constructor(deps: AskingDeps) {
    this.#deps = deps;
  }

  /**
   * Asks the person to answer, unless they have been asked already, or it is too early. Resolves with `WindowOpened` if
   * they have written before the template could leave. `tries`: how often it was not taken before.
   */
  async ask(
    conversation: Conversation,
    held: AskedFor,
    lease: Lease,
    window: WindowRecord | undefined,
    tries: number,
  ): Promise<WindowOpened | undefined> {
    const { clock, tracker, settings, ask, wakeAt, arrivedAt } = this.#deps;
    const before = window?.asked;
    if (before && !before.isOver) return undefined;
    if (before?.problem !== undefined) {
      const at = await arrivedAt(before.message, lease);
      if (at !== undefined) {
        const arrived: Asked = { at, message: before.message };
        lease.stage(tracker.askedWrite(conversation, ({ asked }) => (asked?.problem === undefined ? asked : arrived)));
        return undefined;
      }
    }
    const coolAt = (before?.at ?? Number.NEGATIVE_INFINITY) + settings.coolDownMs;
    if (coolAt > clock.now()) {
      await wakeAt(lease.lane, 'ask', coolAt);
      return undefined;
    }
    const message = nextId(lease, window);
    const stage = (more: Partial<Pick<Asked, 'isOver' | 'problem' | 'at'>> = {}) => {
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
      await ask(conversation, held, message, lease);
      stage();
      tellOutcome(this.#deps.observe, conversation, 'asked');
    } catch (error) {
      if (error instanceof StoreError || error instanceof LaneLostError || lease.isLost) throw error;
      if (error instanceof WindowOpened) return error;
      // They have written STOP. What they had asked for is held until they write, or expires.
      if (error instanceof ConsentError) return undefined;
      if (error instanceof NotTaken) {
        const delayMs = Math.min(firstDelayMs * 2 ** Math.min(tries, 30), longestDelayMs);
        await wakeAt(lease.lane, 'ask', Math.max(clock.now() + delayMs, error.notBefore ?? 0), tries + 1);
      } else if (error instanceof SendOutcomeUnknownError) {
        // The person may have it.
        stage();
      } else {
        const fault = error instanceof Error ? error : new Error(String(error));
        const waitMs = error instanceof TemplatesRefusedError ? this.#templateMs : settings.coolDownMs;
        const earlierMs = Math.max(settings.coolDownMs - waitMs, 0);
        const at = clock.now() - earlierMs;
        await wakeAt(lease.lane, 'ask', at + settings.coolDownMs);
        stage({ isOver: true, problem: fault.message, at });
        this.#deps.observe?.({ kind: 'fault', where: 'hold', error: fault });
      }
    }
    return undefined;
  }

  /**
   * A status tells that the template that asked the person to answer did not reach them. Another one may be sent after
   * the cool-down, or earlier, if the failure says nothing of the person.
   */
  async failed(
    conversation: Conversation,
    message: string,
    error: Failure,
    lease: Lease,
    isSoon = faultOf(error) !== undefined,
  ): Promise<void> {
    const waitMs = isSoon ? longestDelayMs : templateRefusal(error) ? this.#templateMs : undefined;
    return this.ended(conversation, message, toldRefusal(error), lease, waitMs);
  }

  /** The template that asked the person to answer has not reached them, as far as is known. See `failed`. */
  async ended(
    conversation: Conversation,
    message: string,
    problem: string,
    lease: Lease,
    waitMs = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    const { tracker, settings, clock, wakeAt } = this.#deps;
    const asked = (await tracker.read(conversation))?.asked;
    if (asked?.message !== message || asked.isOver) return;
    const at = waitMs < settings.coolDownMs ? clock.now() + waitMs - settings.coolDownMs : asked.at;
    await wakeAt(lease.lane, 'ask', at + settings.coolDownMs);
    lease.stage(
      tracker.askedWrite(conversation, ({ asked: current }) =>
        current?.message === message && !current.isOver ? { at, message, isOver: true, problem } : current,
      ),
    );
  }

  /** Its turn became a dead letter, and the next would, too: the template counts as one that has failed. */
  async stuck(
    conversation: Conversation,
    window: WindowRecord | undefined,
    problem: string,
    lease: Lease,
  ): Promise<void> {
    const { tracker, clock, settings, wakeAt } = this.#deps;
    const asked = window?.asked;
    if (asked && !asked.isOver) return;
    const now = clock.now();
    const isCooling = asked !== undefined && asked.at + settings.coolDownMs > now;
    const failed: Asked = isCooling ? asked : { at: now, message: nextId(lease, window), isOver: true, problem };
    await wakeAt(lease.lane, 'ask', failed.at + settings.coolDownMs);
    lease.stage(tracker.askedWrite(conversation, () => failed));
  }

  /** How long to wait after the template was refused as such, in ms: by then a pause may be over. */
  get #templateMs(): number {
    const { templatesAsideMs, settings } = this.#deps;
    return templatesAsideMs > 0 ? Math.max(templatesAsideMs, longestDelayMs) : settings.coolDownMs;
  }

  /** The same lane is looked after again in a while. */
  later({ lane }: Lease): Promise<void> {
    return this.#deps.wakeAt(lane, 'ask', this.#deps.clock.now() + longestDelayMs);
  }
}

/** The same for whatever is held, until the person writes or the template has left. */
function nextId({ lane }: Lease, window: WindowRecord | undefined): string {
  return askId(lane, window?.lastInboundAt ?? 0, window?.asked?.at ?? 0);
}
