import type { TurnContext } from 'botbuilder';
import type { Turn } from '../../core/turn.js';
export declare function rememberTurn(context: TurnContext, turn: Turn): void;
/** The channel's turn that the context belongs to; `undefined` for a context that the channel did not create. */
export declare function turnOf(context: TurnContext): Turn | undefined;
/**
 * Aborted when the turn may do nothing more, because it has taken longer than `lanes.turnLimitMs`, or because another
 * process has taken over its lane. Hand it to what takes long:
 *
 *     await fetch(url, { signal: turnSignal(context) });
 */
export declare function turnSignal(context: TurnContext): AbortSignal;
/**
 * How many messages that were held for the person left right before this turn. So a bot knows that a tap such as "Show
 * me" has its answer already.
 */
export declare function heldReleased(context: TurnContext): number;
