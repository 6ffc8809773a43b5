import { type Choice } from '../choices/action.js';
import type { Activity } from '../core/activity.js';
import type { InboundMessage } from '../inbound/event.js';
/**
 * The choice that a person took. A tapped button counts however long ago it was sent; text is compared with the choices
 * offered last. Returns `undefined` for any other message and for a button that is not ours.
 */
export declare function takenChoice(event: InboundMessage, choices: readonly Choice[], kept: (id: string) => Promise<Choice | undefined>): Choice | undefined | Promise<Choice | undefined>;
/** Passes the action on like Bot Framework's own channels: the text that the person is seen to say, and the value. */
export declare function answerOf({ type, title, text, value }: Choice): Pick<Activity, 'text' | 'value'>;
