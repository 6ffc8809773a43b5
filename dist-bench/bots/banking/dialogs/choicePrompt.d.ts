import type { TurnContext } from 'botbuilder';
import { ChoicePrompt, type PromptOptions } from 'botbuilder-dialogs';
/** The title that the text chooses, or other words that the dialog accepts instead, or nothing. */
export type ReadChoice = (text: string, titles: readonly string[], context: TurnContext) => string | undefined | Promise<string | undefined>;
/**
 * A question with buttons. The framework matches choices fuzzily (it takes "don't say yes" for a Yes), so only its
 * numbers are used. Everything else is left to `read`.
 */
export declare function choicePrompt(id: string, read: ReadChoice): ChoicePrompt;
/** A question that is answered only by a clear yes or no. */
export declare function yesNoPrompt(id: string): ChoicePrompt;
/** The question, and how to ask it again. */
export declare function question(text: string, titles?: readonly string[], again?: string): PromptOptions;
export declare function yesNoQuestion(text: string): PromptOptions;
