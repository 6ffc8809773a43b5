import { ActivityEx, type BotAdapter, TurnContext } from 'botbuilder';
import type { TurnPort } from '../../channel/port.js';
import type { Activity } from '../../core/activity.js';
import { type Conversation, lastFour } from '../../core/conversation.js';
import { StoreError } from '../../core/errors.js';
import type { Observer } from '../../core/observe.js';
import { referenceFor } from '../../core/reference.js';
import { inScope, type Turn } from '../../core/turn.js';
import { numberMessages } from './outgoing.js';
import { rememberTurn } from './turnOf.js';

/** What a bot does in a turn. */
export type Logic = (context: TurnContext) => Promise<void>;

export interface TurnRunnerDeps {
  readonly adapter: BotAdapter;
  /** The adapter's middlewares, and behind them the logic. */
  readonly pipeline: (context: TurnContext, logic: Logic) => Promise<void>;
  readonly observe: Observer | undefined;
}

/** Runs turns through the adapter's pipeline. */
export class TurnRunner implements TurnPort<Logic> {
  readonly #deps: TurnRunnerDeps;
  /** What the bot does, if a turn brings nothing of its own. */
  logic: Logic | undefined;

  constructor(deps: TurnRunnerDeps) {
    this.#deps = deps;
  }

  async run(activity: Activity, turn: Turn, logic?: Logic): Promise<void> {
    try {
      await this.#turn(activity, turn, logic ?? this.logic);
    } catch (error) {
      const failure = storeFailureIn(error);
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

  async #turn(activity: Activity, turn: Turn, logic: Logic | undefined): Promise<void> {
    const { adapter, pipeline, observe } = this.#deps;
    const context = new TurnContext(adapter, activity);
    rememberTurn(context, turn);
    numberMessages(context, turn);
    const begun = performance.now();
    let error: Error | undefined;
    try {
      await inScope({ lease: turn.lease, turn }, () => pipeline(context, async (proxy) => logic?.(proxy)));
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

/** The store's failure, if that is what ended the turn: also inside what botbuilder-dialogs makes of an error. */
export function storeFailureIn(error: unknown): StoreError | undefined {
  if (error instanceof StoreError) return error;
  const inner = error instanceof Error && 'error' in error ? error.error : undefined;
  return inner instanceof StoreError ? inner : undefined;
}
