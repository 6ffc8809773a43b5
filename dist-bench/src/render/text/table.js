import stringWidth from 'string-width';
import { inline, plainLine, typed } from './inline.js';
import { insideBlock } from './marks.js';
/**
 * The monospace characters that fit on a line of a bubble on a narrow phone (360 points wide), at the default font
 * size. A wider block wraps, and becomes unreadable.
 */
export const widestBlock = 30;
const gap = '  ';
/** Phones have monospace letters only for the scripts that are excluded here. In others, columns do not line up. */
const otherScript = /[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]/u;
/**
 * A table as a monospace block if a phone can show it, otherwise as lines of `*Header*: value`, with a blank line
 * between rows. Markdown takes a line without `|` right below the table for a row, but in a chat it is the text that
 * follows.
 */
export function table({ children, align }, document) {
    const isTalk = (row) => (align?.length ?? 0) > 1 && !typed(row, document).includes('|');
    const end = children.findLastIndex((row) => !isTalk(row)) + 1;
    const rows = children
        .slice(0, end)
        .map((row) => row.children.map(({ children }) => ({ children, words: plainLine(children, document) })));
    const shown = block(rows.map((row) => row.map(({ words }) => words)), align ?? []);
    const talk = children.slice(end).map((row) => inline(row.children, document));
    return [shown ?? records(rows, document), ...talk].filter((part) => part !== '').join('\n');
}
function block(rows, align) {
    const count = Math.max(...rows.map((row) => row.length));
    const widths = Array.from({ length: count }, (_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
    const width = widths.reduce((sum, one) => sum + one, gap.length * (count - 1));
    if (width > widestBlock || rows.some((row) => row.some((cell) => otherScript.test(cell))))
        return undefined;
    const line = (row) => widths
        .map((room, column) => padded(row[column] ?? '', room, align[column]))
        .join(gap)
        .trimEnd();
    const [header = '', ...body] = rows.map(line);
    const lines = header === '' ? body : [header, widths.map((room) => '-'.repeat(room)).join(gap), ...body];
    return lines.join('').trim() === '' ? '' : `\`\`\`\n${insideBlock(lines.join('\n'))}\n\`\`\``;
}
function padded(cell, room, align) {
    const free = room - stringWidth(cell);
    const before = align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0;
    return ' '.repeat(before) + cell + ' '.repeat(free - before);
}
function records([header = [], ...rows], document) {
    const isBlank = (cell) => !cell?.words;
    const filled = rows.filter((row) => !row.every(isBlank));
    if (filled.length === 0) {
        const names = header.filter((name) => !isBlank(name));
        return names.map((name) => inline([titled(name)], document)).join('\n');
    }
    const lines = filled.map((row) => {
        const columns = Array.from({ length: Math.max(header.length, row.length) }, (_, column) => column);
        const shown = columns.filter((column) => !isBlank(header[column]) || !isBlank(row[column]));
        return shown.map((column) => record(header[column], row[column], document)).join('\n');
    });
    return lines.join('\n\n');
}
function record(name, value, document) {
    const content = value?.children ?? [];
    if (!name?.words)
        return inline(content, document);
    const colon = `${name.words.endsWith(':') ? '' : ':'} ${value?.words ? '' : '–'}`;
    return inline([titled(name), { type: 'text', value: colon }, ...content], document);
}
function titled({ children }) {
    return { type: 'strong', children };
}
