import { blocks } from './blocks.js';
import { xmlNodes } from './html.js';
import { inline } from './inline.js';
import { markdownTree } from './markdown.js';
import { typedLineStart, writeMarks } from './marks.js';
import { noReferences, referencesOf } from './references.js';
/** A text without any of these has nothing that Markdown or WhatsApp would read as markup. */
const significant = /[\\`*_~[\]<&]|^[ \t]*(?:[-+#>|:=]|\d+[.)])/m;
/** The parser takes quadratic time for emphases, so a longer text (three messages or more) is sent as typed. */
const longestMarkdown = 8192;
const pictureBytes = /(!\[[^\]\n]{0,500}\]\(data:)image\/[^)\s]*/gi;
/**
 * Converts a Bot Framework text to WhatsApp's format: its marks for bold, italic, strikethrough and code, headings in
 * bold, lists, quotes, tables as monospace (see `table`), and the addresses of links visible. HTML tags are removed.
 * No visible character is lost. Typed marks (`****1234`, `2 * 3`) stay characters: one that WhatsApp could take for
 * markup gets an invisible U+2060 beside it. Never throws.
 *
 * `format` is the activity's `textFormat`: `markdown` if absent (Bot Framework's default), or `xml` for HTML, XML and
 * SSML. With any other value the text is sent as it is typed.
 */
export function toWhatsAppText(text, format) {
    if (format === 'xml')
        return inline(xmlNodes(text), { source: text, references: noReferences }, typedLineStart);
    if ((format ?? 'markdown') !== 'markdown')
        return writeMarks(text);
    if (!significant.test(text))
        return text;
    const legible = text.includes('(data:') ? text.replace(pictureBytes, '$1') : text;
    if (legible.length > longestMarkdown)
        return writeMarks(legible);
    const source = legible.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
    const tree = markdownTree(source);
    // Nobody writes such a text, and rendering it would overflow the stack.
    if (isDeeperThan(100, tree))
        return writeMarks(source);
    return blocks(tree, { source, references: referencesOf(tree) });
}
function isDeeperThan(limit, tree) {
    let level = [tree];
    for (let depth = 0; level.length > 0; depth += 1) {
        if (depth > limit)
            return true;
        level = level.flatMap((node) => ('children' in node ? node.children : []));
    }
    return false;
}
