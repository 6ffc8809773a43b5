import type { Delete, Nodes, Strong } from 'mdast';
import { readTags, type Tag, tagWriter } from './html.js';
import { type MarkKind, type Span, writeMarks } from './marks.js';
import type { References } from './references.js';

/** What the parts of a text need to know about the whole. */
export interface Document {
  /** As it was typed. */
  readonly source: string;
  readonly references: References;
}

/** A node as it was typed. */
export function typed(node: Nodes, { source }: Document): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset);
}

/** A list or quote marker that Markdown reads as text at the start of a line must stay text on WhatsApp. */
const markdownLineStart = /(?:[>*-]|\d+\.)(?= )/y;

/** Words with their formats, in WhatsApp's marks. */
export function inline(
  nodes: readonly (Nodes | Tag)[],
  document: Document,
  lineStart: RegExp = markdownLineStart,
): string {
  const { text, spans } = compose(nodes, document);
  return writeMarks(text, spans, lineStart).replace(/^\n+|\n+$/g, '');
}

/** Words without formats, as one line. */
export function plainLine(nodes: readonly Nodes[], document: Document): string {
  return compose(nodes, document).text.replace(/\s+/g, ' ').trim();
}

/** The text of inline nodes, and the formats in it. */
function compose(nodes: readonly (Nodes | Tag)[], { source, references }: Document): { text: string; spans: Span[] } {
  let text = '';
  const spans: Span[] = [];
  const active = new Set<MarkKind>();
  const wordsOfTag = tagWriter();

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
    else if (url !== '' && ![label, `mailto:${label}`, `tel:${label}`].includes(url) && !label.endsWith(`(${url})`)) {
      text += ` (${url})`;
    }
  }

  function image(url: string, alt: string): void {
    // The bytes of a picture are not text.
    if (url.startsWith('data:')) text += alt || '🖼️';
    else link(url, () => add(alt));
  }

  function asTyped(node: Nodes, writeContent: () => void): void {
    const marks = /^[*~]+/.exec(source.slice(node.position?.start.offset))?.[0].slice(0, 2) ?? '';
    add(marks);
    writeContent();
    add(marks);
  }

  function add(words: string): void {
    text += words;
  }

  function write(node: ReturnType<typeof readTags>[number]): void {
    const writeChildren = () => ('children' in node ? writeAll(node.children) : undefined);
    if (isFormat(node) && isTypedPair(node, source)) asTyped(node, () => writeAll(node.children));
    else if (node.type === 'strong') format('*', writeChildren);
    else if (node.type === 'emphasis') format('_', writeChildren);
    else if (node.type === 'delete') format('~', writeChildren);
    else if (node.type === 'inlineCode') format('`', () => add(node.value));
    else if (node.type === 'link' || node.type === 'anchor') link(node.url, writeChildren);
    else if (node.type === 'linkReference') link(references.urlOf(node.identifier), writeChildren);
    else if (node.type === 'image') image(node.url, node.alt ?? '');
    else if (node.type === 'imageReference') image(references.urlOf(node.identifier), node.alt ?? '');
    else if (node.type === 'break') add('\n');
    else if (node.type === 'tag') add(wordsOfTag(node, text));
    // If a tag has just ended the line, the typed line end after it does not add another.
    else if ('value' in node) add(text.endsWith('\n') ? node.value.replace(/^\n/, '') : node.value);
    else writeChildren();
  }

  function writeAll(siblings: readonly (Nodes | Tag)[]): void {
    readTags(siblings, source).forEach(write);
  }

  writeAll(nodes);
  return { text, spans };
}

function isFormat(node: ReturnType<typeof readTags>[number]): node is Delete | Strong {
  return node.type === 'strong' || node.type === 'delete';
}

/** Whether marks inside words are signs of another kind (`x**y**z`, `a**b + c**d`): the words between them are not one. */
function isTypedPair({ position }: Nodes, source: string): boolean {
  const { start, end } = position ?? {};
  if (start?.offset === undefined || end?.offset === undefined) return false;
  const isLetter = (at: number) => /[\p{Lu}\p{Ll}]/u.test(source[at] ?? '');
  const content = source.slice(start.offset + 2, end.offset - 2);
  return isLetter(start.offset - 1) && isLetter(end.offset) && (content.length === 1 || /\s/.test(content));
}
