import type { TurnPort } from '../channel/port.js';
import type { Activity } from '../core/activity.js';
import { type Conversation, lastFour } from '../core/conversation.js';
import { LaneLostError, StoreError, TurnTimeoutError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import { referenceFor } from '../core/reference.js';
import type { Tracing } from '../core/tracing.js';
import { inScope, type Turn } from '../core/turn.js';
import type { Write } from '../core/write.js';
import { watchDialogs } from './begunDialog.js';
import type { HostContext } from './context.js';
import { continuationOf } from './continuation.js';
import { numberMessages } from './outgoing.js';
import { stateKeys } from './stateKeys.js';
import type { HostStorage } from './storage.js';
import { rememberTurn } from './turnOf.js';

/** The function that runs the bot in a turn. */
export type LogicOf<Context> = (context: Context) => Promise<void>;

export interface TurnRunnerDeps<Context> {
  /** Makes the SDK's context of a turn. */
  readonly contextOf: (activity: Activity) => Context;
  /** Runs the adapter's middlewares and then the logic. */
  readonly pipeline: (context: Context, logic: LogicOf<Context>) => Promise<void>;
  /** Sends one of our messages as the bot would. */
  readonly send: (context: Context, message: Activity) => Promise<unknown>;
  readonly observe: Observer | undefined;
  readonly tracing: Tracing | undefined;
  /** Where the bot's state is kept. */
  readonly storages: readonly HostStorage[];
}

/** Runs turns through the adapter's pipeline. */
export class TurnRunner<Context extends HostContext> implements TurnPort<LogicOf<Context>> {
  readonly #deps: TurnRunnerDeps<Context>;
  /** The bot's logic, for turns that have none of their own. */
  logic: LogicOf<Context> | undefined;

  constructor(deps: TurnRunnerDeps<Context>) {
    this.#deps = deps;
  }

  async run(activity: Activity, turn: Turn, logic?: LogicOf<Context>): Promise<void> {
    try {
      await this.#turn(activity, turn, logic ?? this.logic);
    } catch (error) {
      const failure = turnFailureIn(error);
      if (failure) throw failure;
    }
  }

  runFor(activity: Activity, turn: Turn, logic: LogicOf<Context>): Promise<void> {
    return this.#turn(activity, turn, logic);
  }

  /** A failure is reported on the notification; `onTurnError` is not called. */
  async say(conversation: Conversation, message: Activity, turn: Turn): Promise<void> {
    let failure: { readonly error: unknown } | undefined;
    await this.#turn(continuationOf(referenceFor(conversation)), turn, async (context) => {
      await this.#deps.send(context, message).catch((error: unknown) => {
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

  async #turn(activity: Activity, turn: Turn, logic: LogicOf<Context> | undefined): Promise<void> {
    const { contextOf, pipeline, observe, tracing } = this.#deps;
    const context = contextOf(activity);
    rememberTurn(context, turn);
    numberMessages(context, turn);
    // Of a welcome: only there it makes a difference.
    const hasBegunDialog = activity.type === 'conversationUpdate' ? watchDialogs(context) : () => false;
    const begun = performance.now();
    let error: Error | undefined;
    const run = async (proxy: Context) => logic?.(proxy);
    // What `onTurnError` handles does not come out of the pipeline.
    const watched = tracing ? (proxy: Context) => run(proxy).catch(rethrow(tracing)) : run;
    try {
      await inScope({ lease: turn.lease, turn }, () => pipeline(context, watched));
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

function rethrow(tracing: Tracing): (error: unknown) => never {
  return (error) => {
    tracing.fail(error);
    throw error;
  };
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
