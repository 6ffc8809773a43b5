import type { Activity, CardAction } from '../core/activity.js';

/** `ListStyle.suggestedAction` of botbuilder-dialogs, which this library does not import. */
const suggestedAction = 4;

/**
 * Makes a ChoicePrompt or ConfirmPrompt of botbuilder-dialogs show its choices as buttons or a list. Without this, the
 * prompt writes them into the text, as "(1) Balance or (2) Transfer", because it does not know this channel. The
 * adapter can recognise them there, but only in the languages that botbuilder-dialogs has.
 *
 *     dialogs.add(withButtons(new ChoicePrompt('account')));
 */
export function withButtons<Prompt extends { style: number }>(prompt: Prompt): Prompt {
  prompt.style = suggestedAction;
  return prompt;
}

/**
 * A question with choices, without a prompt. Up to three choices become reply buttons, up to ten a list, more a
 * numbered list. A choice is a title or a Bot Framework action.
 *
 *     await context.sendActivity(whatsappChoices('What now?', ['Balance', 'Transfer']));
 */
export function whatsappChoices(text: string, choices: readonly (string | CardAction)[]): Activity & { type: string } {
  const actions = choices.map((choice) =>
    typeof choice === 'string' ? { type: 'imBack', title: choice, value: choice } : choice,
  );
  return { type: 'message', text, suggestedActions: { to: [], actions } };
}
