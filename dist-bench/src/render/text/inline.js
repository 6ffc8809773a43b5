import { readTags, wordsOfTag } from './html.js';
import { writeMarks } from './marks.js';
/** A node as it was typed. */
export function typed(node, { source }) {
    return source.slice(node.position?.start.offset, node.position?.end.offset);
}
/** A list or quote marker that Markdown reads as text at the start of a line must stay text on WhatsApp. */
const markdownLineStart = /(?:[>*-]|\d+\.)(?= )/y;
/** Words with their formats, in WhatsApp's marks. */
export function inline(nodes, document, lineStart = markdownLineStart) {
    const { text, spans } = compose(nodes, document);
    return writeMarks(text, spans, lineStart).replace(/^\n+|\n+$/g, '');
}
/** Words without formats, as one line. */
export function plainLine(nodes, document) {
    return compose(nodes, document).text.replace(/\s+/g, ' ').trim();
}
/** The text of inline nodes, and the formats in it. */
function compose(nodes, { source, references }) {
    let text = '';
    const spans = [];
    const active = new Set();
    function format(kind, writeContent) {
        const span = { kind, start: text.length, end: text.length };
        const isNew = !active.has(kind);
        if (isNew)
            spans.push(span);
        active.add(kind);
        writeContent();
        if (isNew)
            active.delete(kind);
        span.end = text.length;
    }
    function link(url, writeLabel) {
        const start = text.length;
        writeLabel();
        const label = text.slice(start);
        if (label === '')
            text += url;
        else if (url !== '' && ![label, `mailto:${label}`, `tel:${label}`].includes(url) && !label.endsWith(`(${url})`)) {
            text += ` (${url})`;
        }
    }
    function image(url, alt) {
        // The bytes of a picture are not text.
        if (url.startsWith('data:'))
            text += alt || '🖼️';
        else
            link(url, () => add(alt));
    }
    function add(words) {
        text += words;
    }
    function write(node) {
        const writeChildren = () => ('children' in node ? writeAll(node.children) : undefined);
        if (node.type === 'strong')
            format('*', writeChildren);
        else if (node.type === 'emphasis')
            format('_', writeChildren);
        else if (node.type === 'delete')
            format('~', writeChildren);
        else if (node.type === 'inlineCode')
            format('`', () => add(node.value));
        else if (node.type === 'link' || node.type === 'anchor')
            link(node.url, writeChildren);
        else if (node.type === 'linkReference')
            link(references.urlOf(node.identifier), writeChildren);
        else if (node.type === 'image')
            image(node.url, node.alt ?? '');
        else if (node.type === 'imageReference')
            image(references.urlOf(node.identifier), node.alt ?? '');
        else if (node.type === 'break')
            add('\n');
        else if (node.type === 'tag')
            add(wordsOfTag(node, text));
        // If a tag has just ended the line, the typed line end after it does not add another.
        else if ('value' in node)
            add(text.endsWith('\n') ? node.value.replace(/^\n/, '') : node.value);
        else
            writeChildren();
    }
    function writeAll(siblings) {
        readTags(siblings, source).forEach(write);
    }
    writeAll(nodes);
    return { text, spans };
}
