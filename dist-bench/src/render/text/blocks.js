import { inline, typed } from './inline.js';
import { insideBlock, writeMarks } from './marks.js';
import { table } from './table.js';
/** The blocks of a text, as many lines apart as their author typed them. */
export function blocks(tree, document) {
    return apart(tree.children, document, (node) => {
        const shown = block(node, document);
        return node.type === 'paragraph' || node.type === 'heading' ? indentedAsTyped(shown, node, document) : shown;
    });
}
function apart(nodes, document, render) {
    let result;
    let gap = 0;
    for (const [index, node] of nodes.entries()) {
        const previous = nodes[index - 1];
        gap = Math.max(1, gap, (node.position?.start.line ?? 0) - (previous?.position?.end.line ?? 0));
        if (node.type === 'definition' && document.references.isShown(node))
            continue;
        const shown = prefixed(render(node, index), () => ' '.repeat(indentBehind(previous, node)));
        result = result === undefined ? shown : result + '\n'.repeat(gap) + shown;
        gap = 0;
    }
    return result ?? '';
}
/** For CommonMark two spaces under `1.` do not make a nested list, but people who type them mean one. */
function indentBehind(previous, node) {
    if (node.type !== 'list' || previous?.type !== 'list' || !node.position || !previous.position)
        return 0;
    return Math.max(0, node.position.start.column - previous.position.start.column);
}
function block(node, document) {
    switch (node.type) {
        case 'heading':
            return heading(node, document);
        case 'paragraph':
            return inline(node.children, document);
        case 'code':
            return codeBlock(node, document);
        case 'blockquote':
            return prefixed(apart(node.children, document, (child) => block(child, document)), () => '> ');
        case 'list':
            return list(node, document);
        case 'table':
            return table(node, document) || writeMarks(typed(node, document));
        case 'thematicBreak':
        case 'definition':
            return writeMarks(typed(node, document));
        default:
            return inline([node], document);
    }
}
/** The text with a prefix before its lines, except those of a monospace block, which would show the prefix. */
function prefixed(text, prefix) {
    let isInBlock = false;
    const lines = text.split('\n').map((line, index) => {
        const isFence = line.startsWith('```');
        const isWhole = isFence || isInBlock || line === '';
        if (isFence)
            isInBlock = !isInBlock;
        return isWhole ? line : prefix(index) + line;
    });
    return lines.join('\n');
}
/** Restores the spaces at the start of lines, which CommonMark drops; in a chat they are a column or an indent. */
function indentedAsTyped(text, { position }, { source }) {
    if (!position || position.start.offset === undefined)
        return text;
    const lineStart = source.lastIndexOf('\n', position.start.offset - 1) + 1;
    const typedLines = source.slice(lineStart, position.end.offset).split('\n');
    const lines = text.split('\n');
    if (lines.length !== typedLines.length)
        return text;
    return lines.map((line, index) => (/^[ \t]*/.exec(typedLines[index] ?? '')?.[0] ?? '') + line).join('\n');
}
/**
 * A heading is bold. A line of dashes under a text is often a rule in a receipt, and so is a line of equals signs under
 * more than one line. Those are kept.
 */
function heading(node, document) {
    const lines = typed(node, document).split('\n');
    const underline = /^[ \t>]*(=+|-+)[ \t]*$/.exec(lines.length > 1 ? (lines.at(-1) ?? '') : '')?.[1];
    const isTitle = underline === undefined || (lines.length === 2 && underline.startsWith('==='));
    if (!isTitle)
        return `${inline(node.children, document)}\n${underline}`;
    return inline([{ type: 'strong', children: node.children }], document) || writeMarks(lines.join('\n'));
}
function codeBlock(node, document) {
    const fence = typed(node, document);
    const info = [node.lang, node.meta].filter(Boolean).join(' ');
    // A single word after the fence is the language of the block. Anything more is text.
    const isLanguage = !node.meta && /\n[ \t>]*(`{3,}|~{3,})[ \t]*$/.test(fence);
    const content = [...(info && !isLanguage ? [info] : []), ...(node.value ? [node.value] : [])].join('\n');
    return content.trim() === '' ? writeMarks(fence) : `\`\`\`\n${insideBlock(content)}\n\`\`\``;
}
function list(node, document) {
    const markers = node.children.map((item) => /^(?:\d+[.)]|[-+*])/.exec(typed(item, document))?.[0] ?? '-');
    // "1. 1. 1." is Markdown for "count these". Other numbers are kept.
    const counted = node.ordered && markers.length > 1 && markers[0] === markers[1];
    return apart(node.children, document, (item, index) => {
        const marker = markers[index] ?? '-';
        const shown = counted ? `${(node.start ?? 1) + index}${marker.slice(-1)}` : marker.replace('*', '-');
        const content = apart(item.children, document, (child) => block(child, document));
        if (content.startsWith('```'))
            return `${shown}\n${content}`;
        const outside = linesOutside(item, content, document);
        const indent = ' '.repeat(shown.length + 1);
        const lines = prefixed(content, (line) => (line === 0 ? `${shown} ` : outside.has(line) ? '' : indent));
        return withTick(lines || shown, item, document).trimEnd();
    });
}
/** The lines that Markdown adds to the item above although they are not indented like the item's text. */
function linesOutside(item, content, document) {
    const lines = typed(item, document).split('\n');
    if (lines.length !== content.split('\n').length)
        return new Set();
    const starts = lines.map((line, index) => (index > 0 && /^(?:> ?)*[^\s>]/.test(line) ? index : 0));
    return new Set(starts.filter((index) => index > 0));
}
function withTick(text, item, document) {
    const box = /^[-+*][ \t]+\[([ x])\](?=[ \t])/i.exec(typed(item, document))?.[1];
    return box === undefined ? text : text.replace(/\[[ x]\]/i, box === ' ' ? '☐' : '☑');
}
