import type { World } from '../world.js';
import type { ChatMessage } from './chatMessage.js';
/** Emits an event for a message that is new, or that shows something new, such as a reaction or blue ticks. */
export declare function tell({ events }: Pick<World, 'events'>, message: ChatMessage): void;
