import type { World } from '../world.js';
import type { ChatMessage } from './chatMessage.js';
import { messageView } from './view.js';

/** Tells whoever listens of a message that is new, or shows something new: a reaction, blue ticks. */
export function tell({ events }: Pick<World, 'events'>, message: ChatMessage): void {
  const { business, person } = message;
  events.emit({ type: 'message', business, person, message: messageView(message) });
}
