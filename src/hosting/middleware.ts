import type { Activity } from '../core/activity.js';
import { type Clock, systemClock } from '../core/clock.js';
import { type Conversation, conversationId, conversationOf, lastFour } from '../core/conversation.js';
import { WindowClosedError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import type { Turn } from '../core/turn.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { intentOf } from '../templates/message.js';
import {
  type Decision,
  decide,
  type WindowPolicy,
  type WindowRecord,
  windowPolicy,
  windowState,
  withDecision,
} from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import { activityIn, type HostContext, likeOriginal } from './context.js';
import { turnOf } from './turnOf.js';

/** What the window’s middleware is made of. */
export interface WindowMiddlewareOptions {
  readonly tracker: WindowTracker;
  readonly templates: TemplateCatalog;
  readonly policy?: Partial<WindowPolicy> | undefined;
  readonly clock?: Clock | undefined;
  readonly observe?: Observer | undefined;
  /** Keeps why a message is refused. What is not refused is kept when it is sent. */
  readonly refused?: ((refused: RefusedMessage) => void) | undefined;
}

/** A message that the window's rule has refused. */
export interface RefusedMessage {
  readonly decision: Decision;
  readonly activity: Activity;
  readonly conversation: Conversation;
  readonly window: WindowRecord | undefined;
  /** The channel's turn that it was said in. */
  readonly turn: Turn | undefined;
}

/**
 * Middleware for the customer service window, for Bot Framework and for the Agents SDK. It records when the person wrote. While the window is
 * closed, it turns the bot's messages, both replies and proactive ones, into approved templates. If a message has no
 * template, `sendActivities` rejects with `WindowClosedError` and sends nothing of that call. The adapter adds
 * it by itself, at the start of its pipeline.
 */
export class WindowMiddleware {
  readonly #options: WindowMiddlewareOptions;
  readonly #policy: WindowPolicy;
  readonly #clock: Clock;

  constructor(options: WindowMiddlewareOptions) {
    this.#options = options;
    this.#policy = windowPolicy(options.policy);
    this.#clock = options.clock ?? systemClock;
  }

  /** Records when the person wrote, and applies the window’s rule to what the turn sends. */
  async onTurn(context: HostContext, next: () => Promise<void>): Promise<void> {
    const incoming = activityIn(context.activity);
    const conversation = conversationOf(incoming.conversation?.id ?? '');
    if (!conversation) return next();

    const turn = turnOf(context);
    // In the channel's own turns, this was recorded when the message was accepted.
    const record = turn ? undefined : await this.#record(incoming, conversation);
    context.onSendActivities(async (_, activities, send) => {
      const window = await this.#latest(turn ? turn.window : record, conversation);
      if (turn?.lease.lane === conversationId(conversation)) turn.window = window;
      const decided = activities.map((activity) => {
        return likeOriginal(this.#apply(activityIn(activity), window, conversation, turn), activity);
      });
      activities.splice(0, activities.length, ...decided);
      return send();
    });
    return next();
  }

  /** If the window was open, sending looks again. Otherwise the person may have written in the meantime. */
  #latest(known: WindowRecord | undefined, conversation: Conversation) {
    const { state } = windowState(known, this.#clock.now(), this.#policy.marginMs);
    return state === 'open' ? known : this.#options.tracker.read(conversation);
  }

  async #record(activity: Activity, conversation: Conversation): Promise<WindowRecord | undefined> {
    const { tracker } = this.#options;
    if (!opensWindow(activity)) return tracker.read(conversation);
    return tracker.recordInbound(conversation, activity.id, timeOf(activity));
  }

  #apply(activity: Activity, window: WindowRecord | undefined, conversation: Conversation, turn?: Turn) {
    if (activity.type !== 'message') return activity;
    const { templates, observe, refused } = this.#options;
    // Sending decides what becomes of it while a human has the conversation.
    if (window?.desk && turn && !turn.isAnswer && !turn.isHandBack && intentOf(activity).desk === undefined)
      return activity;
    const decision = decide(activity, window, this.#clock.now(), templates, this.#policy);
    if (decision.kind === 'free-form' || decision.kind === 'hold') return withDecision(activity, decision);
    if (decision.kind === 'template') {
      return withDecision(asTemplate(activity, decision), decision, activity);
    }
    const { conversationType, reason, rule } = decision;
    const person = lastFour(conversation.person);
    observe?.({ kind: 'decision', decision: 'refuse', conversationType, person, reason, rule });
    refused?.({ decision, activity, conversation, window, turn });
    throw new WindowClosedError(reason, decision.closedAt);
  }
}

/**
 * Only a person's messages open a window, and the first contact that comes with a message. Statuses, our own messages
 * and proactive turns are events and do not. Reactions do not count either: no source says that they do, and a window
 * that is wrongly closed costs a template, while one that is wrongly open loses the message.
 */
function opensWindow({ type, timestamp }: Activity): boolean {
  return type === 'message' || (type === 'conversationUpdate' && timestamp !== undefined);
}

/** The Agents SDK allows times as text, too. */
function timeOf({ timestamp }: Activity): number | undefined {
  return timestamp && new Date(timestamp).getTime();
}

/** The message as the template that was decided on. The template's text becomes the message's text. */
function asTemplate(activity: Activity, decision: Decision & { kind: 'template' }): Activity {
  const { template, parameters, text } = decision.template;
  const { topic, id, whenClosed, proactive, desk } = intentOf(activity);
  const reference = { name: template.name, language: template.language, parameters };
  return {
    ...activity,
    text,
    channelData: {
      ...activity.channelData,
      clickatell: {
        template: reference,
        reason: decision.reason,
        ...(topic !== undefined && { topic }),
        ...(proactive && { proactive }),
        ...(desk && { desk }),
        ...(whenClosed !== undefined && { whenClosed }),
        ...(id !== undefined && { id }),
      },
    },
  };
}
