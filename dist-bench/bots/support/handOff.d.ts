import type { TurnContext } from 'botbuilder';
import type { Desk } from './desk.js';
import { type Said } from './said.js';
/**
 * Hands off to a human: marks the person's latest open ticket, or opens one, and sends Bot Framework's
 * `handoff.initiate` event to the channel. If the turn is late and the window is closed, the person is told by
 * template.
 */
export declare function handOff(context: TurnContext, said: Said, { tickets, whoIs }: Desk): Promise<void>;
