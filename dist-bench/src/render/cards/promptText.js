import { oneLine } from '../../core/text.js';
/** The separator of the last two choices, in the languages of botbuilder-dialogs. */
const lastBetween = /(?:[,，、]\s*|\s+)(?:or|of|ou|oder|o|要么|または)$/;
const between = /[,，、]$/;
/**
 * Reads the choices that a ChoicePrompt or a ConfirmPrompt has written into its text because botbuilder-dialogs does
 * not know this channel: `Which? (1) Red, (2) Green, or (3) Blue`, or a numbered list with an indent of three spaces.
 * `undefined` for a text in any other form, or in another language.
 */
export function promptText(text) {
    return listed(text) ?? inOneLine(text);
}
function listed(text) {
    const start = text.lastIndexOf('\n\n   1. ');
    if (start < 0)
        return undefined;
    const lines = text.slice(start + 2).split('\n');
    const titles = lines.map((line, index) => {
        const mark = `   ${index + 1}. `;
        return line.startsWith(mark) ? line.slice(mark.length) : '';
    });
    return prompt(text.slice(0, start), titles);
}
function inOneLine(text) {
    const start = text.lastIndexOf(' (1) ');
    if (start < 0)
        return undefined;
    const titles = [];
    let rest = text.slice(start + ' (1) '.length);
    for (let number = 2;; number += 1) {
        const mark = ` (${number}) `;
        const end = rest.indexOf(mark);
        if (end < 0)
            break;
        const isLast = !rest.includes(` (${number + 1}) `);
        const title = rest.slice(0, end);
        const separator = isLast ? lastBetween : between;
        titles.push(separator.test(title) ? title.replace(separator, '') : '');
        rest = rest.slice(end + mark.length);
    }
    return prompt(text.slice(0, start), [...titles, rest]);
}
function prompt(text, titles) {
    if (titles.length < 2 || titles.some((title) => title.trim() === '' || title.includes('\n')))
        return undefined;
    const choices = titles.map((title) => ({ title: oneLine(title), value: title.trim(), type: 'imBack' }));
    return { text, actions: choices.map((choice) => ({ kind: 'answer', choice })) };
}
