import { arrange } from './arrange.js';
import { choicesAmong } from './cards/block.js';
import { blocksOf } from './cards/blocksOf.js';
import { promptText } from './cards/promptText.js';
import { splitText } from './text/split.js';
import { toWhatsAppText } from './text/whatsAppText.js';
/**
 * Renders a free-form activity: its text, attachments, places and suggested actions. Never throws, whatever the
 * activity holds; what does not have the right form is read as far as possible, or left out.
 */
export function render(activity) {
    return textOnly(activity) ?? inFull(activity);
}
function inFull(activity) {
    const blocks = blocksOf(activity);
    const sections = blocks.flatMap((block) => (block.kind === 'choice' ? block.sections : []));
    return { pieces: arrange(blocks), choices: sections.flatMap(({ actions }) => choicesAmong(actions)) };
}
/** Most activities are only a text: those need no copy of the activity and no blocks. `undefined` for all others. */
function textOnly(activity) {
    if (typeof activity !== 'object' || activity === null)
        return undefined;
    try {
        const { text, textFormat, inputHint, attachments, suggestedActions, entities } = activity;
        if (typeof text !== 'string' || !/\S/.test(text))
            return undefined;
        if (!isEmpty(attachments) || !isEmpty(entities) || !isAbsent(suggestedActions))
            return undefined;
        if (!isAbsent(textFormat) && typeof textFormat !== 'string')
            return undefined;
        if (!isAbsent(inputHint) && typeof inputHint !== 'string')
            return undefined;
        if (inputHint === 'expectingInput' && promptText(text))
            return undefined;
        const shown = toWhatsAppText(text, textFormat?.trim() ? textFormat.toLowerCase() : undefined);
        return { pieces: splitText(shown).map((piece) => ({ kind: 'text', text: piece })), choices: [] };
    }
    catch {
        // A property that throws when it is read: the full way reads around it.
        return undefined;
    }
}
function isAbsent(value) {
    return value === undefined || value === null;
}
function isEmpty(list) {
    return isAbsent(list) || (Array.isArray(list) && list.length === 0);
}
