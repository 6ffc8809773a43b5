import type { TurnContext } from 'botbuilder';
import { ChoiceFactory, ChoicePrompt, ListStyle, type PromptOptions } from 'botbuilder-dialogs';
import { readYesNo } from '../intents.js';
import { say } from '../lines.js';

/** The title that the text chooses, other words that the dialog accepts in its place, or nothing. */
export type ReadChoice = (
  text: string,
  titles: readonly string[],
  context: TurnContext,
) => string | undefined | Promise<string | undefined>;

/**
 * A question with buttons. The framework's own matching of choices is a fuzzy one ("don't say yes" is a Yes to it), so
 * that only its numbers are used: elsewhere the answer is what `read` makes of the text.
 */
export function choicePrompt(id: string, read: ReadChoice): ChoicePrompt {
  const prompt = new ChoicePrompt(id, async ({ context, recognized, options }) => {
    const text = (context.activity.text ?? '').trim();
    if (/^\d{1,2}$/.test(text) && recognized.succeeded) return true;
    const titles = ChoiceFactory.toChoices(options.choices).map(({ value }) => value);
    const same = titles.find((title) => title.toLowerCase() === text.toLowerCase());
    const chosen = same ?? (await read(text, titles, context));
    if (chosen === undefined) return false;
    recognized.value = { value: chosen, index: titles.indexOf(chosen), score: 1, synonym: chosen };
    return true;
  });
  prompt.style = ListStyle.suggestedAction;
  return prompt;
}

/** A question that only a clear yes or no answers. */
export function yesNoPrompt(id: string): ChoicePrompt {
  const titles = { yes: 'Yes', no: 'No' };
  return choicePrompt(id, (text) => {
    const answer = readYesNo(text);
    return answer && titles[answer];
  });
}

/** What to ask, and how to ask again. */
export function question(text: string, titles: readonly string[] = [], again = text): PromptOptions {
  return { prompt: say(text), retryPrompt: say(again), choices: [...titles] };
}

export function yesNoQuestion(text: string): PromptOptions {
  return question(text, ['Yes', 'No'], `Please answer Yes or No.\n\n${text}`);
}
