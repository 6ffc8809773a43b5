import type { Code, Heading, List, ListItem, Nodes } from 'mdast';
import { isMarkdown } from './fence.js';
import { type Document, inline, typed } from './inline.js';
import { markdownTree } from './markdown.js';
import { insideBlock, writeMarks } from './marks.js';
import { type References, referencesOf } from './references.js';
import { table } from './table.js';

/** What is known of a part of a longer text. */
export interface Context {
  /** Lines before the part that only define the addresses of its references. They are not shown. */
  readonly definitions: string;
  /** What stands before it so that it is read as in the whole, such as the header of its table. */
  readonly opening: string;
  /** What stands behind it so that it ends. */
  readonly closing: string;
  /** The number of its first item if it goes on with a list that leaves the counting to Markdown, or that it does not. */
  readonly counted?: number | false | undefined;
  /** Whether it begins within a block, perhaps within an item of a list: indented items are nested then. */
  readonly isInside: boolean;
  readonly isShown: References['isShown'];
}

interface PartOfList {
  readonly counted?: number | false | undefined;
  readonly isIndented?: boolean;
}

/** A Markdown text in WhatsApp's marks, its blocks as many lines apart as their author typed them. */
export function markdownBlocks(text: string, context?: Context): string {
  const { definitions = '', opening = '', closing = '', counted } = context ?? {};
  const source = definitions + opening + text + closing;
  const tree = markdownTree(source);
  // Nobody writes such a text, and rendering it would overflow the stack.
  if (isDeeperThan(100, tree)) return writeMarks(text);
  const references = referencesOf(tree);
  const document = { source, references: context ? { ...references, isShown: context.isShown } : references };
  const children = tree.children.filter(({ position }) => (position?.start.offset ?? 0) >= definitions.length);
  return apart(children, document, (node, index) => {
    if (node.type === 'paragraph' || node.type === 'heading')
      return indentedAsTyped(block(node, document), node, document);
    if (node.type !== 'list' || !context) return block(node, document);
    return list(node, document, { counted: index === 0 ? counted : undefined, isIndented: context.isInside });
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

function apart<Node extends Nodes>(
  nodes: readonly Node[],
  document: Document,
  render: (node: Node, index: number) => string,
): string {
  let result: string | undefined;
  let gap = 0;
  for (const [index, node] of nodes.entries()) {
    const previous = nodes[index - 1];
    gap = Math.max(1, gap, (node.position?.start.line ?? 0) - (previous?.position?.end.line ?? 0));
    if (node.type === 'definition' && document.references.isShown(node)) continue;
    const shown = prefixed(render(node, index), () => ' '.repeat(indentBehind(previous, node)));
    result = result === undefined ? shown : result + '\n'.repeat(gap) + shown;
    gap = 0;
  }
  return result ?? '';
}

/** For CommonMark two spaces under `1.` do not make a nested list, but people who type them mean one. */
function indentBehind(previous: Nodes | undefined, node: Nodes): number {
  if (node.type !== 'list' || previous?.type !== 'list' || !node.position || !previous.position) return 0;
  return Math.max(0, node.position.start.column - previous.position.start.column);
}

function block(node: Nodes, document: Document): string {
  switch (node.type) {
    case 'heading':
      return heading(node, document);
    case 'paragraph':
      return inline(node.children, document);
    case 'code':
      return codeBlock(node, document);
    case 'blockquote':
      return prefixed(
        apart(node.children, document, (child) => block(child, document)),
        () => '> ',
      );
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
function prefixed(text: string, prefix: (index: number) => string): string {
  let isInBlock = false;
  const lines = text.split('\n').map((line, index) => {
    const isFence = line.startsWith('```');
    const isWhole = isFence || isInBlock || line === '';
    if (isFence) isInBlock = !isInBlock;
    return isWhole ? line : prefix(index) + line;
  });
  return lines.join('\n');
}

/** Restores the spaces at the start of lines, which CommonMark drops; in a chat they are a column or an indent. */
function indentedAsTyped(text: string, { position }: Nodes, { source }: Document): string {
  if (!position || position.start.offset === undefined) return text;
  const lineStart = source.lastIndexOf('\n', position.start.offset - 1) + 1;
  const typedLines = source.slice(lineStart, position.end.offset).split('\n');
  const lines = text.split('\n');
  if (lines.length !== typedLines.length) return text;
  return lines.map((line, index) => (/^[ \t]*/.exec(typedLines[index] ?? '')?.[0] ?? '') + line).join('\n');
}

/**
 * A heading is bold. A line of dashes under a text is often a rule in a receipt, and so is a line of equals signs under
 * more than one line. Those are kept.
 */
function heading(node: Heading, document: Document): string {
  const lines = typed(node, document).split('\n');
  const underline = /^[ \t>]*(=+|-+)[ \t]*$/.exec(lines.length > 1 ? (lines.at(-1) ?? '') : '')?.[1];
  const isTitle = underline === undefined || (lines.length === 2 && underline.startsWith('==='));
  if (!isTitle) return `${inline(node.children, document)}\n${underline}`;
  return inline([{ type: 'strong', children: node.children }], document) || writeMarks(lines.join('\n'));
}

/** A block whose language is Markdown is read as such: the fences of those outside of lists and quotes are gone already. */
function codeBlock(node: Code, document: Document): string {
  if (isMarkdown(node.lang ?? '') && !node.meta) return markdownBlocks(node.value);
  const fence = typed(node, document);
  const info = [node.lang, node.meta].filter(Boolean).join(' ');
  // A single word after the fence is the language of the block. Anything more is text.
  const isLanguage = !node.meta && /\n[ \t>]*(`{3,}|~{3,})[ \t]*$/.test(fence);
  const content = [...(info && !isLanguage ? [info] : []), ...(node.value ? [node.value] : [])].join('\n');
  return content.trim() === '' ? writeMarks(fence) : `\`\`\`\n${insideBlock(content)}\n\`\`\``;
}

function list(node: List, document: Document, { counted, isIndented }: PartOfList = {}): string {
  const markers = node.children.map((item) => /^(?:\d+[.)]|[-+*])/.exec(typed(item, document))?.[0] ?? '-');
  // "1. 1. 1." is Markdown for "count these". Other numbers are kept.
  const isCounted =
    node.ordered && (counted === undefined ? markers.length > 1 && markers[0] === markers[1] : counted !== false);
  return apart(node.children, document, (item, index) => {
    const marker = markers[index] ?? '-';
    const shown = isCounted ? `${(counted || (node.start ?? 1)) + index}${marker.slice(-1)}` : marker.replace('*', '-');
    const content = apart(item.children, document, (child) => block(child, document));
    if (content.startsWith('```')) return `${shown}\n${content}`;
    const outside = linesOutside(item, content, document);
    const indent = ' '.repeat(shown.length + 1);
    const lines = prefixed(content, (line) => (line === 0 ? `${shown} ` : outside.has(line) ? '' : indent));
    const line = withTick(lines || shown, item, document).trimEnd();
    const column = isIndented ? (item.position?.start.column ?? 1) : 1;
    return prefixed(line, () => ' '.repeat(column - 1));
  });
}

/** The lines that Markdown adds to the item above although they are not indented like the item's text. */
function linesOutside(item: ListItem, content: string, document: Document): Set<number> {
  const lines = typed(item, document).split('\n');
  if (lines.length !== content.split('\n').length) return new Set();
  const starts = lines.map((line, index) => (index > 0 && /^(?:> ?)*[^\s>]/.test(line) ? index : 0));
  return new Set(starts.filter((index) => index > 0));
}

function withTick(text: string, item: ListItem, document: Document): string {
  const box = /^[-+*][ \t]+\[([ x])\](?=[ \t])/i.exec(typed(item, document))?.[1];
  return box === undefined ? text : text.replace(/\[[ x]\]/i, box === ' ' ? '☐' : '☑');
}
