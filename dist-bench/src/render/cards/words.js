import { oneLine } from '../../core/text.js';
import { writeMarks } from '../text/marks.js';
import { toWhatsAppText } from '../text/whatsAppText.js';
import { fieldsOf, isFields, wordOf } from './plain.js';
/** Texts that we add if the bot does not give them. */
export const ownWords = {
    /** The body of a message with buttons that has no other text. */
    body: '…',
    /** The button that opens a list. */
    listButton: 'Choose',
    /** A file without a name. */
    file: '📎',
    tax: 'Tax',
    vat: 'VAT',
    total: 'Total',
};
/** The text as it is typed: its marks do not format anything. */
export function typed(text) {
    return toWhatsAppText(text, 'plain');
}
export function bold(text) {
    const line = oneLine(text);
    return writeMarks(line, [{ kind: '*', start: 0, end: line.length }]);
}
export function marked(text, spans) {
    return writeMarks(text, spans);
}
/** Joins the texts that are not blank as lines. */
export function lines(...texts) {
    return texts.filter((text) => text !== undefined && text.trim() !== '').join('\n');
}
/** Joins the texts that are not blank as paragraphs. */
export function paragraphs(...texts) {
    return texts.filter((text) => text !== undefined && text.trim() !== '').join('\n\n');
}
/** What a person can read in unknown JSON: every text in it, each on a line. */
export function readable(value) {
    if (typeof value === 'string')
        return isData(value) ? '' : typed(value);
    if (isFields(value)) {
        const { title, text } = value;
        const named = wordOf(title) ?? wordOf(text);
        const others = Object.entries(value).filter(([name, field]) => !isTechnical(name) && field !== named);
        return lines(named && readable(named), ...others.map(([, field]) => readable(field)));
    }
    return typeof value === 'object' && value !== null ? lines(...value.map(readable)) : '';
}
/** As `readable`, without the `known` fields. */
export function readableRest(value, known) {
    const rest = Object.entries(fieldsOf(value)).filter(([name]) => !known.includes(name));
    return readable(Object.fromEntries(rest));
}
/** Whether a field is for machines: kinds, ids and schemas. */
function isTechnical(name) {
    return /^(?:[$@].*|type|contentType|id|version|mimeType)$/.test(name);
}
function isData(text) {
    return /^data:/i.test(text);
}
