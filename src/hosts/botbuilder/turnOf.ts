import type { TurnContext } from 'botbuilder';
import type { Turn } from '../../core/turn.js';

const turnKey = Symbol('Turn');

export function rememberTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(turnKey, turn);
}

/** The channel's turn that the context belongs to; `undefined` for a context that the channel did not create. */
export function turnOf(context: TurnContext): Turn | undefined {
  return context.turnState.get(turnKey);
}
