import { InvalidInputError } from '../../core/errors.js';
/**
 * A person taps a button or picks a row, in this message or in the latest one that has any. Buttons that open a page or
 * call a number cannot be tapped here, because they send nothing back. Throws `InvalidInputError`.
 */
export function tapOn(messages, tap, on) {
    const related = on ?? messages.findLast((message) => !message.error && choicesOf(message).some(isAnswer));
    const choices = related ? choicesOf(related) : [];
    const choice = choiceOf(choices, String(tap));
    if (!related || !choice) {
        const titles = choices.map(({ title }) => `"${title}"`).join(', ');
        throw new InvalidInputError('tap', `no such button in this chat; the latest are: ${titles || 'none'}`);
    }
    const { title, description, postbackData } = choice;
    const shown = { kind: 'tap', text: title };
    if (!related.list)
        return { event: 'moButtonResponse', entry: { postbackData, title }, shown, related };
    // It is not known how Clickatell reports a picked row; `selectedItem` was seen with buttons.
    const selectedItem = { postbackData, title, ...(description !== undefined && { description }) };
    return { event: 'moListResponse', entry: { selectedItem }, shown, related };
}
function choicesOf({ buttons, list }) {
    return list ? list.sections.flatMap(({ rows }) => rows) : (buttons ?? []);
}
function choiceOf(choices, tap) {
    const found = choices.find(({ title }) => title === tap) ??
        choices.find(({ postbackData }) => postbackData === tap) ??
        choices[Number(tap) - 1];
    return found && isAnswer(found) ? found : undefined;
}
function isAnswer({ postbackData }) {
    return postbackData !== undefined;
}
