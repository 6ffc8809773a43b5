import type { Code, List, Nodes, Paragraph } from 'mdast';
import { markdownTree } from './markdown.js';
import { insideBlock, type MarkKind, type Span, writeMarks } from './marks.js';

/** Without one of these a text has nothing that Markdown or WhatsApp would read as markup. */
const significant = /[\\`*_~[\]<&]|^[ \t]*(?:[-+#>]|\d+[.)])/m;
/** The parser's time grows with the square of the emphases: a longer text, three messages and more, is sent as typed. */
const longestMarkdown = 8192;
const lineBreakTag = /^<(?:br\b|\/(?:p|div|li|tr|h[1-6]|ul|ol|table|blockquote)\b)/i;
/** Only HTML's own tags are taken away: `<amount>` in a bot's text is something to read. */
const htmlTag =
  /^<(?:!--|\/?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var)(?=[\s/>]))/i;
const xmlTag = /<\/?[a-z][^<>]*>|<!--[\s\S]*?-->/gi;
const xmlEntities = new Map(Object.entries({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00A0' }));
/** What Markdown escaped at the start of a line, or read as text there, is no list on WhatsApp either. */
const markdownLineStart = /(?:[>*-]|\d+\.)(?= )/y;

/**
 * A Bot Framework text as WhatsApp shows it: its marks for bold, italic, strikethrough and code, lists, quotes, and
 * addresses in the open. No visible character is lost, and typed marks (`****1234`, `2 * 3`) stay characters: where
 * one could be taken for markup, an invisible U+2060 stands beside it. Never throws.
 *
 * `format` is the activity's `textFormat`: `markdown` when absent (Bot Framework's default), `xml` for a text whose
 * tags are to go; anything else is sent as it is typed.
 */
export function toWhatsAppText(text: string, format?: 'markdown' | 'plain' | 'xml' | (string & {})): string {
  if (format === 'xml') return writeMarks(withoutTags(text));
  if ((format ?? 'markdown') !== 'markdown' || text.length > longestMarkdown) return writeMarks(text);
  if (!significant.test(text)) return text;
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const tree = markdownTree(source);
  // Nobody writes so: it would only run out of stack.
  if (isDeeperThan(100, tree)) return writeMarks(source);
  return apart(tree.children, (node) => {
    const shown = block(node, source);
    return node.type === 'paragraph' ? indentedAsTyped(shown, node, source) : shown;
  });
}

function isDeeperThan(limit: number, tree: Nodes): boolean {
  let level = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((node): Nodes[] => ('children' in node ? node.children : []));
  }
  return false;
}

function withoutTags(text: string): string {
  return text
    .replace(xmlTag, (tag) => (lineBreakTag.test(tag) ? '\n' : ''))
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (reference, decimal, hexadecimal, name) => {
      if (name !== undefined) return xmlEntities.get(name) ?? reference;
      // Neither zero nor half a surrogate pair is a character.
      const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && (code & 0x1ff800) !== 0xd800 ? String.fromCodePoint(code) : reference;
    })
    .replace(/^\n+|\n+$/g, '');
}

/** Renders neighbours, which stand as many lines apart as their author typed them. */
function apart<Node extends Nodes>(nodes: readonly Node[], render: (node: Node, index: number) => string): string {
  let result = '';
  for (const [index, node] of nodes.entries()) {
    const lastLine = nodes[index - 1]?.position?.end.line;
    const firstLine = node.position?.start.line ?? 0;
    result += '\n'.repeat(lastLine === undefined ? 0 : Math.max(1, firstLine - lastLine)) + render(node, index);
  }
  return result;
}

function block(node: Nodes, source: string): string {
  switch (node.type) {
    case 'heading':
      return inline([{ type: 'strong', children: node.children }]);
    case 'paragraph':
      return inline(node.children);
    case 'code':
      return codeBlock(node, source);
    case 'blockquote':
      return apart(node.children, (child) => block(child, source)).replace(/^(?=.)/gm, '> ');
    case 'list':
      return list(node, source);
    case 'thematicBreak':
      return writeMarks(typed(node, source));
    default:
      return inline([node]);
  }
}

function typed(node: Nodes, source: string): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset);
}

/** CommonMark drops the spaces at the start of a line; in a chat they are a column or an indent. */
function indentedAsTyped(text: string, { position }: Paragraph, source: string): string {
  if (!position || position.start.offset === undefined) return text;
  const lineStart = source.lastIndexOf('\n', position.start.offset - 1) + 1;
  const typedLines = source.slice(lineStart, position.end.offset).split('\n');
  const lines = text.split('\n');
  if (lines.length !== typedLines.length) return text;
  return lines.map((line, index) => (/^[ \t]*/.exec(typedLines[index] ?? '')?.[0] ?? '') + line).join('\n');
}

function codeBlock(node: Code, source: string): string {
  const fence = typed(node, source);
  const info = [node.lang, node.meta].filter(Boolean).join(' ');
  // One word names the language of a proper block; anything more was written to be read.
  const isLanguage = !node.meta && /\n[ \t>]*(`{3,}|~{3,})[ \t]*$/.test(fence);
  const content = [...(info && !isLanguage ? [info] : []), ...(node.value ? [node.value] : [])].join('\n');
  return content.trim() === '' ? writeMarks(fence) : `\`\`\`\n${insideBlock(content)}\n\`\`\``;
}

function list(node: List, source: string): string {
  const markers = node.children.map((item) => /^(?:\d+[.)]|[-+*])/.exec(typed(item, source))?.[0] ?? '-');
  // "1. 1. 1." is Markdown for "count these"; other numbers mean themselves.
  const counted = node.ordered && markers.length > 1 && markers[0] === markers[1];
  return apart(node.children, (item, index) => {
    const marker = markers[index] ?? '-';
    const shown = counted ? `${(node.start ?? 1) + index}${marker.slice(-1)}` : marker.replace('*', '-');
    const content = apart(item.children, (child) => block(child, source));
    return `${shown} ${content.replace(/\n(?=.)/g, `\n${' '.repeat(shown.length + 1)}`)}`.trimEnd();
  });
}

/** The text of inline nodes, and where it has a format. */
function inline(nodes: readonly Nodes[]): string {
  let text = '';
  const spans: Span[] = [];
  const active = new Set<MarkKind>();

  function format(kind: MarkKind, writeContent: () => void): void {
    const span = { kind, start: text.length, end: text.length };
    const isNew = !active.has(kind);
    if (isNew) spans.push(span);
    active.add(kind);
    writeContent();
    if (isNew) active.delete(kind);
    span.end = text.length;
  }

  function link(url: string, writeLabel: () => void): void {
    const start = text.length;
    writeLabel();
    const label = text.slice(start);
    if (label === '') text += url;
    else if (url !== '' && ![label, `mailto:${label}`, `tel:${label}`].includes(url)) text += ` (${url})`;
  }

  function add(words: string): void {
    text += words;
  }

  function write(node: Nodes): void {
    const writeChildren = () => ('children' in node ? node.children : []).forEach(write);
    if (node.type === 'strong') format('*', writeChildren);
    else if (node.type === 'emphasis') format('_', writeChildren);
    else if (node.type === 'delete') format('~', writeChildren);
    else if (node.type === 'inlineCode') format('`', () => add(node.value));
    else if (node.type === 'link') link(node.url, writeChildren);
    else if (node.type === 'image') link(node.url, () => add(node.alt ?? ''));
    else if (node.type === 'break') add('\n');
    else if (node.type === 'html' && lineBreakTag.test(node.value)) add('\n');
    else if (node.type === 'html') add(htmlTag.test(node.value) ? '' : node.value);
    // Behind a tag that ended the line, the end of the typed line is the same one.
    else if ('value' in node) add(text.endsWith('\n') ? node.value.replace(/^\n/, '') : node.value);
    else writeChildren();
  }

  nodes.forEach(write);
  return writeMarks(text, spans, markdownLineStart).replace(/^\n+|\n+$/g, '');
}
