import { messageView } from './view.js';
/** Emits an event for a message that is new, or that shows something new, such as a reaction or blue ticks. */
export function tell({ events }, message) {
    const { business, person } = message;
    events.emit({ type: 'message', business, person, message: messageView(message) });
}
