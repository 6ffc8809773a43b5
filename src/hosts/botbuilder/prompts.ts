import type { Activity, CardAction } from 'botbuilder';

/** `ListStyle.suggestedAction` of botbuilder-dialogs, which this library does not need otherwise. */
const suggestedAction = 4;

/**
 * Has a ChoicePrompt or ConfirmPrompt of botbuilder-dialogs show its choices as something to tap. By itself it writes
 * them into the text, as "(1) Balance or (2) Transfer", because it does not know this channel; in the library's own
 * languages they are read back from there. With this, nothing has to be read back.
 *
 *     dialogs.add(withButtons(new ChoicePrompt('account')));
 */
export function withButtons<Prompt extends { style: number }>(prompt: Prompt): Prompt {
  prompt.style = suggestedAction;
  return prompt;
}

/**
 * A question with choices, where no prompt asks it: up to three are reply buttons, up to ten a list, more a numbered
 * list. A choice is its title, or a Bot Framework action.
 *
 *     await context.sendActivity(whatsappChoices('What now?', ['Balance', 'Transfer']));
 */
export function whatsappChoices(text: string, choices: readonly (string | CardAction)[]): Partial<Activity> {
  const actions = choices.map((choice) =>
    typeof choice === 'string' ? { type: 'imBack', title: choice, value: choice } : choice,
  );
  return { type: 'message', text, suggestedActions: { to: [], actions } };
}
