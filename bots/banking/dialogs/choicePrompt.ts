import type { TurnContext } from 'botbuilder';
import { ChoiceFactory, ChoicePrompt, ListStyle, type PromptOptions } from 'botbuilder-dialogs';
import { talkWords } from '../../talk/words.js';
import { readYesNo } from '../../talk/yesNo.js';
import { inEnglish } from '../heard.js';
import { say } from '../lines.js';
import { bankingWords } from '../words.js';

/**
 * What an answer chooses: a title, or other words that the dialog accepts instead. `why`: it cannot be used, and this is
 * said before the question is asked again. The text is in English.
 */
export type ReadChoice = (
  text: string,
  titles: readonly string[],
  context: TurnContext,
) => Reading | undefined | Promise<Reading | undefined>;
type Reading = string | { readonly why: string };

/**
 * A question with buttons. The framework matches choices fuzzily (it takes "don't say yes" for a Yes), so only its
 * numbers are used. Everything else is left to `read`.
 */
export function choicePrompt(id: string, read: ReadChoice): ChoicePrompt {
  const prompt = new ChoicePrompt(id, async ({ context, recognized, options }) => {
    const text = (context.activity.text ?? '').trim();
    if (/^\d{1,2}$/.test(text) && recognized.succeeded) return true;
    const titles = titlesOf(options);
    const same = titleIn(text, titles) ?? titles[placeOf(text, titles.length)];
    const reading = same ?? (await read(inEnglish(text), titles, context));
    if (typeof reading === 'object') {
      const asked = typeof options.prompt === 'object' ? options.prompt.text : options.prompt;
      options.retryPrompt = say([reading.why, asked].filter(Boolean).join('\n\n'));
    }
    if (typeof reading !== 'string') return false;
    recognized.value = { value: reading, index: titles.indexOf(reading), score: 1, synonym: reading };
    return true;
  });
  prompt.style = ListStyle.suggestedAction;
  return prompt;
}

/** A question that is answered only by a clear yes or no: the value is `yes` or `no`, or what `read` makes of others. */
export function yesNoPrompt(id: string, read: ReadChoice = () => undefined): ChoicePrompt {
  return choicePrompt(id, (text, titles, context) => readYesNo(text) ?? read(text, titles, context));
}

/** The question, and how to ask it again. */
export function question(text: string, titles: readonly string[] = [], again = text): PromptOptions {
  return { prompt: say(text), retryPrompt: say(again), choices: [...titles] };
}

export function yesNoQuestion(context: TurnContext, text: string): PromptOptions {
  const words = talkWords(context);
  const again = `${bankingWords(context)('yesOrNo')}\n\n${text}`;
  return question(text, [words('yes'), words('no')], again);
}

export function titlesOf({ choices }: Pick<PromptOptions, 'choices'>): readonly string[] {
  return ChoiceFactory.toChoices(choices).map(({ value }) => value);
}

/** The title that the text is. */
export function titleIn(text: string, titles: readonly string[]): string | undefined {
  return titles.find((title) => title.toLowerCase() === text.trim().toLowerCase());
}

/** The place in a list that "the second one" and "last" name; -1 if the text names none. */
function placeOf(text: string, length: number): number {
  const word =
    /^(?:the |die )?(first|1st|second|2nd|third|3rd|last|eerste|tweede|derde|laaste)(?: one| een)?[.!]*$/i.exec(
      text,
    )?.[1];
  if (word === undefined || length === 0) return -1;
  const at = [/^(?:first|1st|eerste)$/i, /^(?:second|2nd|tweede)$/i, /^(?:third|3rd|derde)$/i].findIndex((each) =>
    each.test(word),
  );
  return at >= 0 ? at : length - 1;
}
