/** Yes or no to a question of ours; `undefined` if the words are neither. */
export declare function yesOrNo(text: string): 'yes' | 'no' | undefined;
/** The answer to "is your ticket resolved?". */
export type Feedback = 'solved' | 'notSolved';
/**
 * Reads that answer. Closing needs clear words: every word of the message has to belong to a yes. Re-opening loses
 * nothing, so any sign of trouble is enough. Anything else, such as "no thanks", is `undefined`.
 */
export declare function feedbackOf(text: string): Feedback | undefined;
