import type { TurnContext } from 'botbuilder';
import { Prompt, type PromptOptions, type PromptRecognizerResult } from 'botbuilder-dialogs';
import type { Interruption } from './intents.js';
import { type Said } from './said.js';
/**
 * Decides whether an answer is accepted. `undefined` accepts it; a sentence asks again. `said` has the message's words
 * and every photo sent since the question was asked (WhatsApp delivers an album one by one); `fresh` is this message
 * alone.
 */
export type Validate = (said: Said, fresh: Said) => string | undefined;
export interface Question {
    /** The help text of this question. */
    help: string;
    validate: Validate;
    /** Words that are an answer here, although elsewhere they would interrupt a dialog. */
    takes?: readonly Interruption[];
}
/** A question that is answered with words, photos, or both. */
export declare class SaidPrompt extends Prompt<Said> {
    readonly question: Question;
    constructor(id: string, question: Question);
    protected onRecognize(context: TurnContext, state: object): Promise<PromptRecognizerResult<Said>>;
    /** Bot Framework would recognize every message twice, which would keep its photos twice. */
    protected onPreBubbleEvent(): Promise<boolean>;
    protected onPrompt(context: TurnContext, state: object, options: PromptOptions, isRetry: boolean): Promise<void>;
}
