import { areDistinct, bodyOf, idsOf, limits, onlyChoices, shortened } from './fit.js';
import { inWords } from './inWords.js';
/** A question of up to three choices as reply buttons, if their titles are still different at 20 units. */
export function buttonsPiece(question) {
    const choices = onlyChoices(question);
    if (!choices || choices.length > limits.buttons || question.sections.length > 1)
        return undefined;
    const buttons = choices.map((choice) => ({ title: shortened(choice.title, limits.buttonTitle), choice }));
    if (!areDistinct(buttons.map(({ title }) => title)))
        return undefined;
    return { kind: 'buttons', body: bodyOf(question), buttons, text: inWords(question) };
}
/** Reply buttons as they are sent. */
export function contentOfButtons(piece, idFor) {
    const { body, buttons } = piece;
    const ids = idsOf(buttons, limits.buttonId, idFor);
    const items = buttons.map(({ title }, at) => ({ type: 'reply', title, postbackData: ids[at] ?? '' }));
    return { button: { body, items } };
}
