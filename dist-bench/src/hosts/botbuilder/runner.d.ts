import { type BotAdapter, TurnContext } from 'botbuilder';
import type { TurnPort } from '../../channel/port.js';
import type { Activity } from '../../core/activity.js';
import { type Conversation } from '../../core/conversation.js';
import type { Observer } from '../../core/observe.js';
import { type Turn } from '../../core/turn.js';
/** The function that runs the bot in a turn. */
export type Logic = (context: TurnContext) => Promise<void>;
export interface TurnRunnerDeps {
    readonly adapter: BotAdapter;
    /** Runs the adapter's middlewares and then the logic. */
    readonly pipeline: (context: TurnContext, logic: Logic) => Promise<void>;
    readonly observe: Observer | undefined;
}
/** Runs turns through the adapter's pipeline. */
export declare class TurnRunner implements TurnPort<Logic> {
    #private;
    /** The bot's logic, for turns that have none of their own. */
    logic: Logic | undefined;
    constructor(deps: TurnRunnerDeps);
    run(activity: Activity, turn: Turn, logic?: Logic): Promise<void>;
    runFor(activity: Activity, turn: Turn, logic: Logic): Promise<void>;
    /** A failure is reported on the notification; `onTurnError` is not called. */
    say(conversation: Conversation, message: Activity, turn: Turn): Promise<void>;
}
/**
 * The error that ended the turn and is not the bot's: the store failed, or the turn has lost its lane. Also if
 * botbuilder-dialogs has wrapped it.
 */
export declare function turnFailureIn(error: unknown): Error | undefined;
