import { ChoiceFactory, ChoicePrompt, ListStyle } from 'botbuilder-dialogs';
import { readYesNo } from '../intents.js';
import { say } from '../lines.js';
/**
 * A question with buttons. The framework matches choices fuzzily (it takes "don't say yes" for a Yes), so only its
 * numbers are used. Everything else is left to `read`.
 */
export function choicePrompt(id, read) {
    const prompt = new ChoicePrompt(id, async ({ context, recognized, options }) => {
        const text = (context.activity.text ?? '').trim();
        if (/^\d{1,2}$/.test(text) && recognized.succeeded)
            return true;
        const titles = ChoiceFactory.toChoices(options.choices).map(({ value }) => value);
        const same = titles.find((title) => title.toLowerCase() === text.toLowerCase());
        const chosen = same ?? (await read(text, titles, context));
        if (chosen === undefined)
            return false;
        recognized.value = { value: chosen, index: titles.indexOf(chosen), score: 1, synonym: chosen };
        return true;
    });
    prompt.style = ListStyle.suggestedAction;
    return prompt;
}
/** A question that is answered only by a clear yes or no. */
export function yesNoPrompt(id) {
    const titles = { yes: 'Yes', no: 'No' };
    return choicePrompt(id, (text) => {
        const answer = readYesNo(text);
        return answer && titles[answer];
    });
}
/** The question, and how to ask it again. */
export function question(text, titles = [], again = text) {
    return { prompt: say(text), retryPrompt: say(again), choices: [...titles] };
}
export function yesNoQuestion(text) {
    return question(text, ['Yes', 'No'], `Please answer Yes or No.\n\n${text}`);
}
