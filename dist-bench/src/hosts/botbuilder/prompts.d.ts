import type { Activity, CardAction } from 'botbuilder';
/**
 * Makes a ChoicePrompt or ConfirmPrompt of botbuilder-dialogs show its choices as buttons or a list. Without this, the
 * prompt writes them into the text, as "(1) Balance or (2) Transfer", because it does not know this channel. The
 * adapter can recognise them there, but only in the languages that botbuilder-dialogs has.
 *
 *     dialogs.add(withButtons(new ChoicePrompt('account')));
 */
export declare function withButtons<Prompt extends {
    style: number;
}>(prompt: Prompt): Prompt;
/**
 * A question with choices, without a prompt. Up to three choices become reply buttons, up to ten a list, more a
 * numbered list. A choice is a title or a Bot Framework action.
 *
 *     await context.sendActivity(whatsappChoices('What now?', ['Balance', 'Transfer']));
 */
export declare function whatsappChoices(text: string, choices: readonly (string | CardAction)[]): Partial<Activity>;
