import type { ChatMessage } from './chatMessage.js';
import type { Utterance } from './said.js';
/**
 * A person taps a button or picks a row, in this message or in the latest one that has any. Buttons that open a page or
 * call a number cannot be tapped here, because they send nothing back. Throws `InvalidInputError`.
 */
export declare function tapOn(messages: readonly ChatMessage[], tap: string | number, on?: ChatMessage): Utterance;
