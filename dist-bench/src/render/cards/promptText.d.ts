import type { Action } from './block.js';
/** A prompt's question, and the choices that were in its text. */
export interface PromptText {
    readonly text: string;
    readonly actions: readonly Action[];
}
/**
 * Reads the choices that a ChoicePrompt or a ConfirmPrompt has written into its text because botbuilder-dialogs does
 * not know this channel: `Which? (1) Red, (2) Green, or (3) Blue`, or a numbered list with an indent of three spaces.
 * `undefined` for a text in any other form, or in another language.
 */
export declare function promptText(text: string): PromptText | undefined;
