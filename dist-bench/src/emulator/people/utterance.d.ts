import type { Conversation } from '../../core/conversation.js';
import type { World } from '../world.js';
import type { Given, Utterance } from './said.js';
/** Reads what a person says to one number. Throws `InvalidInputError`. */
export declare function utterance(world: World, pair: Conversation, given: Given): Utterance;
