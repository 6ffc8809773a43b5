import type { Html, Nodes, Text } from 'mdast';

/** `<a href>` and what stands in it. */
export interface Anchor {
  readonly type: 'anchor';
  readonly url: string;
  readonly children: readonly Nodes[];
}

/** HTML's own tags are taken away: `<amount>` in a bot's text is something to read. `<at>` is how Teams mentions. */
const htmlTag =
  /^<(?:!--|\/?(?:a|abbr|at|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var)(?=[\s/>]))/i;
/** These could as well be something to fill in, and are tags only where the closing one is there too. */
const perhapsTag =
  /^<\/?(address|article|aside|bdi|bdo|body|button|caption|dd|details|dfn|dl|dt|figcaption|figure|footer|form|head|header|html|label|main|nav|section|summary|time|title|video|audio)(?=[\s/>])/i;
const lineBreak = /^<(?:[bh]r\b|\/(?:p|div|li|tr|h[1-6]|[uod]l|dt|dd|table|blockquote|pre|summary)\b)/i;
const blockStart = /^<(?:p|div|li|tr|h[1-6]|[uod]l|dt|dd|table|blockquote|pre|details|summary)\b/i;
const xmlTag = /(<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\/?[a-z][^<>]*>)/i;
const xmlEntities = new Map(Object.entries({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00A0' }));

/**
 * What a tag is for a reader of words: a new line, a bullet, what sets two cells apart, mostly nothing. A tag that is
 * none of HTML's is read as it stands. `before` is the text up to here, `source` all that was typed.
 */
export function wordsOfTag(tag: string, before: string, source: string): string {
  if (!isTag(tag, source)) return tag;
  if (lineBreak.test(tag)) return '\n';
  const isLineStart = before === '' || before.endsWith('\n');
  if (/^<t[dh]\b/i.test(tag)) return isLineStart ? '' : ' | ';
  const start = blockStart.test(tag) && /\S$/.test(before) ? '\n' : '';
  return start + (/^<li\b/i.test(tag) ? '• ' : '');
}

/** Neighbours without scripts and styles, and with their HTML links and images as nodes of their own. */
export function readTags(nodes: readonly Nodes[]): (Nodes | Anchor)[] {
  const read: (Nodes | Anchor)[] = [];
  const unclosed = new Set<string>();
  let index = 0;
  for (let node = nodes[index]; node !== undefined; node = nodes[index]) {
    index += 1;
    const tag = node.type === 'html' ? node.value : '';
    const name = /^<(script|style|a|img)(?=[\s/>])/i.exec(tag)?.[1]?.toLowerCase();
    const end = name === undefined || unclosed.has(name) ? -1 : closingTag(nodes, index, name);
    if (name === undefined) read.push(node);
    else if (name === 'img') read.push({ type: 'image', url: attribute(tag, 'src'), alt: attribute(tag, 'alt') });
    else if (end < 0) {
      unclosed.add(name);
      // What follows a link that nobody closed is no part of its address.
      if (name === 'a') read.push({ type: 'text', value: `${attribute(tag, 'href')} ` });
    } else {
      if (name === 'a') read.push({ type: 'anchor', url: attribute(tag, 'href'), children: nodes.slice(index, end) });
      index = end + 1;
    }
  }
  return read;
}

/** An XML text as the nodes of its words and of those tags that mean something. */
export function xmlNodes(text: string): (Html | Text)[] {
  return text.split(xmlTag).map((part, index): Html | Text => {
    if (index % 2 === 0) return { type: 'text', value: withoutReferences(part) };
    if (part.startsWith('<![')) return { type: 'text', value: part.slice('<![CDATA['.length, -']]>'.length) };
    if (htmlTag.test(part)) return { type: 'html', value: part };
    return lineBreak.test(part) ? { type: 'html', value: '<br>' } : { type: 'text', value: '' };
  });
}

function isTag(tag: string, source: string): boolean {
  const name = perhapsTag.exec(tag)?.[1];
  return htmlTag.test(tag) || (name !== undefined && source.toLowerCase().includes(`</${name.toLowerCase()}>`));
}

function closingTag(nodes: readonly Nodes[], from: number, name: string): number {
  for (let index = from; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (node?.type === 'html' && new RegExp(`^</${name}\\s*>`, 'i').test(node.value)) return index;
  }
  return -1;
}

function attribute(tag: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return withoutReferences(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
}

function withoutReferences(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (reference, decimal, hexadecimal, name) => {
    if (name !== undefined) return xmlEntities.get(name) ?? reference;
    // Neither zero nor half a surrogate pair is a character.
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code & 0x1ff800) !== 0xd800 ? String.fromCodePoint(code) : reference;
  });
}
