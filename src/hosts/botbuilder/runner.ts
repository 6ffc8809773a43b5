import { ActivityEx, type BotAdapter, TurnContext } from 'botbuilder';
import type { TurnPort } from '../../channel/port.js';
import type { Activity } from '../../core/activity.js';
import { type Conversation, conversationId, lastFour } from '../../core/conversation.js';
import { LaneLostError, StoreError, TurnTimeoutError } from '../../core/errors.js';
import type { Observer } from '../../core/observe.js';
import { channelId, referenceFor } from '../../core/reference.js';
import { inScope, type Turn } from '../../core/turn.js';
import type { Write } from '../../core/write.js';
import { watchDialogs } from './begunDialog.js';
import { numberMessages } from './outgoing.js';
import type { KeyvStorage } from './storage.js';
import { rememberTurn } from './turnOf.js';

/** The function that runs the bot in a turn. */
export type Logic = (context: TurnContext) => Promise<void>;

export interface TurnRunnerDeps {
  readonly adapter: BotAdapter;
  /** Runs the adapter's middlewares and then the logic. */
  readonly pipeline: (context: TurnContext, logic: Logic) => Promise<void>;
  readonly observe: Observer | undefined;
  /** Where the bot's state is kept. */
  readonly storages: readonly KeyvStorage[];
}

/** Runs turns through the adapter's pipeline. */
export class TurnRunner implements TurnPort<Logic> {
  readonly #deps: TurnRunnerDeps;
  /** The bot's logic, for turns that have none of their own. */
  logic: Logic | undefined;

  constructor(deps: TurnRunnerDeps) {
    this.#deps = deps;
  }

  async run(activity: Activity, turn: Turn, logic?: Logic): Promise<void> {
    try {
      await this.#turn(activity, turn, logic ?? this.logic);
    } catch (error) {
      const failure = turnFailureIn(error);
      if (failure) throw failure;
    }
  }

  runFor(activity: Activity, turn: Turn, logic: Logic): Promise<void> {
    return this.#turn(activity, turn, logic);
  }

  /** A failure is reported on the notification; `onTurnError` is not called. */
  async say(conversation: Conversation, message: Activity, turn: Turn): Promise<void> {
    let failure: { readonly error: unknown } | undefined;
    const continuation = ActivityEx.getContinuationActivity(referenceFor(conversation));
    await this.#turn(continuation, turn, async (context) => {
      await context.sendActivity(message).catch((error: unknown) => {
        failure = { error };
      });
    });
    if (failure) throw failure.error;
  }

  moveState(from: Conversation, to: Conversation, isLast: () => boolean): Write[] {
    const [before, after] = [stateKeys(from), stateKeys(to)];
    return this.#deps.storages.flatMap((storage) =>
      before.flatMap((key, at) => storage.moveWrites(key, after[at] ?? key, isLast)),
    );
  }

  async #turn(activity: Activity, turn: Turn, logic: Logic | undefined): Promise<void> {
    const { adapter, pipeline, observe } = this.#deps;
    const context = new TurnContext(adapter, activity);
    rememberTurn(context, turn);
    numberMessages(context, turn);
    // Of a welcome: only there it makes a difference.
    const hasBegunDialog = activity.type === 'conversationUpdate' ? watchDialogs(context) : () => false;
    const begun = performance.now();
    let error: Error | undefined;
    try {
      await inScope({ lease: turn.lease, turn }, () => pipeline(context, async (proxy) => logic?.(proxy)));
      turn.hasBegunDialog = hasBegunDialog();
    } catch (thrown) {
      error = thrown instanceof Error ? thrown : new Error(String(thrown));
      throw error;
    } finally {
      const durationMs = performance.now() - begun;
      const person = lastFour(activity.from?.id ?? '');
      observe?.({ kind: 'turn', type: activity.type ?? '', person, durationMs, ...(error && { error }) });
    }
  }
}

/** Bot Framework's keys of conversation state, private conversation state and user state. */
function stateKeys(conversation: Conversation): string[] {
  const { person } = conversation;
  const own = `${channelId}/conversations/${conversationId(conversation)}/`;
  return [own, `${own}users/${person}/`, `${channelId}/users/${person}/`];
}

/**
 * The error that ended the turn and is not the bot's: the store failed, or the turn has lost its lane. Also if
 * botbuilder-dialogs has wrapped it.
 */
export function turnFailureIn(error: unknown): Error | undefined {
  const inner = error instanceof Error && 'error' in error ? error.error : undefined;
  return [error, inner].find((each) => {
    return each instanceof StoreError || each instanceof LaneLostError || each instanceof TurnTimeoutError;
  });
}
