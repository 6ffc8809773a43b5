import { ActivityEx, TurnContext } from 'botbuilder';
import { lastFour } from '../../core/conversation.js';
import { LaneLostError, StoreError, TurnTimeoutError } from '../../core/errors.js';
import { referenceFor } from '../../core/reference.js';
import { inScope } from '../../core/turn.js';
import { numberMessages } from './outgoing.js';
import { rememberTurn } from './turnOf.js';
/** Runs turns through the adapter's pipeline. */
export class TurnRunner {
    #deps;
    /** The bot's logic, for turns that have none of their own. */
    logic;
    constructor(deps) {
        this.#deps = deps;
    }
    async run(activity, turn, logic) {
        try {
            await this.#turn(activity, turn, logic ?? this.logic);
        }
        catch (error) {
            const failure = turnFailureIn(error);
            if (failure)
                throw failure;
        }
    }
    runFor(activity, turn, logic) {
        return this.#turn(activity, turn, logic);
    }
    /** A failure is reported on the notification; `onTurnError` is not called. */
    async say(conversation, message, turn) {
        let failure;
        const continuation = ActivityEx.getContinuationActivity(referenceFor(conversation));
        await this.#turn(continuation, turn, async (context) => {
            await context.sendActivity(message).catch((error) => {
                failure = { error };
            });
        });
        if (failure)
            throw failure.error;
    }
    async #turn(activity, turn, logic) {
        const { adapter, pipeline, observe } = this.#deps;
        const context = new TurnContext(adapter, activity);
        rememberTurn(context, turn);
        numberMessages(context, turn);
        const begun = performance.now();
        let error;
        try {
            await inScope({ lease: turn.lease, turn }, () => pipeline(context, async (proxy) => logic?.(proxy)));
        }
        catch (thrown) {
            error = thrown instanceof Error ? thrown : new Error(String(thrown));
            throw error;
        }
        finally {
            const durationMs = performance.now() - begun;
            const person = lastFour(activity.from?.id ?? '');
            observe?.({ kind: 'turn', type: activity.type ?? '', person, durationMs, ...(error && { error }) });
        }
    }
}
/**
 * The error that ended the turn and is not the bot's: the store failed, or the turn has lost its lane. Also if
 * botbuilder-dialogs has wrapped it.
 */
export function turnFailureIn(error) {
    const inner = error instanceof Error && 'error' in error ? error.error : undefined;
    return [error, inner].find((each) => {
        return each instanceof StoreError || each instanceof LaneLostError || each instanceof TurnTimeoutError;
    });
}
