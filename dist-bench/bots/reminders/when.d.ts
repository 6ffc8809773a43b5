import type { DateContext } from '../dates/locale.js';
/** When to remind somebody: a moment, or the question to ask about it. */
export type When = 
/** Epoch ms. */
{
    readonly kind: 'at';
    readonly at: number;
}
/** `offered` are the moments to choose from, by their titles. */
 | {
    readonly kind: 'ask';
    readonly question: string;
    readonly offered: readonly number[];
    readonly titles: readonly string[];
};
/** Reads when a reminder is due, and the rest of the text. It can be at most so many days ahead. */
export declare function readWhen(text: string, context: DateContext, mostDays: number): {
    when: When;
    rest: string;
};
/** Reads the answer to "when?". What was offered comes first, so that "5pm" is the 5pm in the question. */
export declare function readAnswer(text: string, offered: readonly number[], context: DateContext, mostDays: number): When;
