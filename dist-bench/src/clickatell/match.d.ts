import type { SendAnswer, WireMessage } from './wire.js';
export type AnswerEntry = NonNullable<SendAnswer['messages']>[number];
/**
 * The entry of an answer that belongs to each message, in the order of the messages; `undefined` if none certainly
 * does.
 *
 * The order of an answer is not promised, so it is ignored. An entry belongs to the message with its `clientMessageId`.
 * An entry without such an id belongs to the only remaining message with its `to`, and an entry without either to the
 * only remaining message, if the answer is complete. Ambiguous entries stay unmatched.
 */
export declare function matchAnswers(messages: readonly WireMessage[], entries: readonly AnswerEntry[]): (AnswerEntry | undefined)[];
