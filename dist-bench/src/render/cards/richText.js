import { fieldsOf } from './plain.js';
import { marked } from './words.js';
/** The text of formatted runs, in WhatsApp's marks. */
export function richText(runs) {
    let text = '';
    const spans = [];
    for (const run of runs) {
        const { text: words, weight, italic, strikethrough } = typeof run === 'string' ? { text: run } : fieldsOf(run);
        const start = text.length;
        if (typeof words === 'string')
            text += words;
        const kinds = [
            ['*', weight === 'Bolder' || weight === 'bolder'],
            ['_', italic === true],
            ['~', strikethrough === true],
        ];
        const formats = kinds.filter(([, isSet]) => isSet);
        spans.push(...formats.map(([kind]) => ({ kind, start, end: text.length })));
    }
    return marked(text, spans);
}
