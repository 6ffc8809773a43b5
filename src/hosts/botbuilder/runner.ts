import { randomUUID } from 'node:crypto';
import { type Activity, ActivityEx, type BotAdapter, TurnContext } from 'botbuilder';
import { type Conversation, conversationId, lastFour } from '../../core/conversation.js';
import { NotSentError, StoreError } from '../../core/errors.js';
import type { Observer } from '../../core/observe.js';
import { referenceFor } from '../../core/reference.js';
import { Scope } from '../../core/scope.js';
import { beginTurn, Turn } from '../../core/turn.js';
import { inTurn } from '../../core/turnScope.js';
import type { Sent } from '../../sending/send.js';
import type { Lanes } from '../../store/lanes.js';
import { numberMessages } from './outgoing.js';
import type { Logic } from './run.js';

export interface TurnRunnerOptions {
  readonly adapter: BotAdapter;
  /** The adapter's middlewares, and behind them the logic. */
  readonly pipeline: (context: TurnContext, logic: Logic) => Promise<void>;
  readonly lanes: Lanes;
  readonly observe: Observer | undefined;
}

/** Runs turns through the adapter's pipeline. */
export class TurnRunner {
  readonly #options: TurnRunnerOptions;
  readonly #turns = new Scope<Turn>();
  /** What the bot does, where a turn brings nothing of its own. */
  logic: Logic | undefined;

  constructor(options: TurnRunnerOptions) {
    this.#options = options;
  }

  /** A turn in the lane. A bot's failure is told and ends it; the store's is thrown, for the lane to try again. */
  async run(activity: Partial<Activity>, turn: Turn, logic?: Logic): Promise<void> {
    try {
      await this.#turn(activity, turn, logic ?? this.logic);
    } catch (error) {
      const failure = storeFailureIn(error);
      if (failure) throw failure;
    }
  }

  /** A turn from outside the lane: behind what waits there, or at once inside a turn of the same conversation. */
  proactive(conversation: Conversation, activity: Partial<Activity>, logic: Logic): Promise<void> {
    const cause = this.#turns.value?.nextTurnCause() ?? randomUUID();
    return this.#options.lanes.run(conversationId(conversation), () => this.#turn(activity, new Turn(cause), logic));
  }

  /** Says a notification, in its lane. Its failure is the notification's outcome, and not the bot's to apologise for. */
  async say(conversation: Conversation, message: Partial<Activity>, cause: string): Promise<Sent> {
    const turn = new Turn(cause);
    let failure: unknown;
    const continuation = ActivityEx.getContinuationActivity(referenceFor(conversation));
    await this.#turn(continuation, turn, async (context) => {
      await context.sendActivity(message).catch((error: unknown) => {
        failure = error;
      });
    });
    const [sent] = turn.sent;
    if (sent) return sent;
    throw failure ?? new NotSentError();
  }

  async #turn(activity: Partial<Activity>, turn: Turn, logic: Logic | undefined): Promise<void> {
    const { adapter, pipeline, observe } = this.#options;
    const context = new TurnContext(adapter, activity);
    beginTurn(context, turn);
    numberMessages(context, turn);
    const begun = performance.now();
    let error: Error | undefined;
    try {
      const run = () => pipeline(context, async (proxy) => logic?.(proxy));
      await this.#turns.run(turn, () => inTurn(turn.cause, run));
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

/** The store's failure, where that is what ended the turn: also inside what botbuilder-dialogs makes of an error. */
export function storeFailureIn(error: unknown): StoreError | undefined {
  if (error instanceof StoreError) return error;
  const inner = error instanceof Error && 'error' in error ? error.error : undefined;
  return inner instanceof StoreError ? inner : undefined;
}
