import type { Activity, TurnContext } from 'botbuilder';
import type { Turn } from '../../core/turn.js';

/** What a bot does in a turn. */
export type Logic = (context: TurnContext) => Promise<void>;

/** Runs a turn through the adapter's pipeline; with the bot's own logic, where none is given. */
export type RunTurn = (activity: Partial<Activity>, turn: Turn, logic?: Logic) => Promise<void>;
