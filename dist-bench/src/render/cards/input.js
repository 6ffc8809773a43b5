import { oneLine } from '../../core/text.js';
import { fieldsOf, itemsOf, wordOf } from './plain.js';
import { lines, typed } from './words.js';
/** An input as a line `Label: …`, with its placeholder or value, and its choices below. */
export function inputLines({ label, title, placeholder, id, value, choices }) {
    const names = [label, title, placeholder, id].flatMap((word) => wordOf(word) ?? []).map(oneLine);
    const [name] = names;
    const hint = wordOf(placeholder);
    const asked = hint !== undefined && oneLine(hint) !== name ? ` (${oneLine(hint)})` : '';
    const options = itemsOf(choices).map(fieldsOf);
    const chosen = options.find((option) => wordOf(option.value) === wordOf(value));
    const filled = options.length > 0 ? chosen && wordOf(chosen.title) : wordOf(value);
    const second = wordOf(label) && wordOf(title);
    const titles = options.flatMap((option) => wordOf(option.title) ?? wordOf(option.value) ?? []);
    return lines(typed(`${name ?? ''}${asked}: ${filled === undefined ? '…' : oneLine(filled)}`), second && typed(second), ...titles.map((option) => `- ${typed(oneLine(option))}`));
}
