import { conversationId } from '../core/conversation.js';
import { intentOf } from '../templates/message.js';
import { isProactive, originalOf } from '../window/decide.js';
/** What all parts of a message have in common. */
export function commonOf(message, sentAs) {
    const { id, conversation, notification, activity, isInside } = message;
    const { topic } = intentOf(activity);
    return {
        ...{ message: id, conversation: conversationId(conversation), sentAs },
        ...(notification !== undefined && { notification }),
        ...(topic !== undefined && { topic }),
        ...(isProactive(activity) && { isProactive: true }),
        ...(isInside && { isInside }),
    };
}
/** What the person must have allowed for the message to be sent; `undefined` for an answer. */
export function needOf({ activity }) {
    return isProactive(activity) ? { topic: intentOf(activity).topic } : undefined;
}
/** Whether the message is no template of its own, so that it can leave as it is while the window is open. */
export function mayBeFreeForm({ activity }) {
    return intentOf(originalOf(activity) ?? activity).template === undefined;
}
