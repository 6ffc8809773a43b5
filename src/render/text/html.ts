import { Parser } from 'htmlparser2';
import type { Nodes, Text } from 'mdast';

/** A tag of HTML or XML. */
export interface Tag {
  readonly type: 'tag';
  /** Lower case. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

/** `<a href>` and what stands in it. */
export interface Anchor {
  readonly type: 'anchor';
  readonly url: string;
  readonly children: readonly (Nodes | Tag)[];
}

const listOf = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** In Markdown only tags of HTML are removed, because `<amount>` is text. `<at>` is a mention in Teams. */
const htmlTags = listOf(
  'a abbr at b big blockquote br center cite code del div em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre ' +
    'q s samp script small span strike strong style sub sup table tbody td tfoot th thead tr tt u ul var',
);
/** These could also be something to fill in, so they count as tags only if the text has their closing tags, too. */
const perhapsTags = listOf(
  'address article aside bdi bdo body button caption dd details dfn dl dt figcaption figure footer form head header ' +
    'html label main nav section summary time title video audio',
);
/** What else counts as a tag in HTML and SSML, even if nothing closes it. */
const otherTags = listOf(
  'area base bdo col colgroup embed fieldset iframe input legend link map meta noscript object param picture ' +
    'rp rt ruby select source svg template textarea track wbr audio break desc emphasis lang lexicon metadata paragraph ' +
    'phoneme prosody say-as sentence speak token voice w html head body dt dd option',
);
const markup: ReadonlySet<string> = new Set([...htmlTags, ...otherTags]);
const blocks = listOf(
  'p div li tr h1 h2 h3 h4 h5 h6 ul ol dl dt dd table blockquote pre details summary paragraph sentence ' +
    'section article header footer',
);
const breaks = listOf('br hr');
const options = { recognizeCDATA: true, recognizeSelfClosing: true };

/**
 * Writes the tags of a text, in order, each as the text that it becomes: a new line, a bullet or a number, a separator of
 * two cells, but mostly nothing. `before` is the text up to the tag.
 */
export function tagWriter(): (tag: Tag, before: string) => string {
  const lists: { next: number | undefined }[] = [];
  const item = () => {
    const list = lists.at(-1);
    const indent = '  '.repeat(Math.max(0, lists.length - 1));
    if (list?.next === undefined) return `${indent}• `;
    list.next += 1;
    return `${indent}${list.next - 1}. `;
  };
  return ({ name, isEnd, attributes }, before) => {
    const isLineStart = before === '' || before.endsWith('\n');
    if (name === 'ul' || name === 'ol') {
      if (isEnd) lists.pop();
      else lists.push({ next: name === 'ol' ? startOf(attributes.start) : undefined });
    }
    if (breaks.has(name)) return '\n';
    if (isEnd) return blocks.has(name) && name !== 'details' && !isLineStart ? '\n' : '';
    if (name === 'td' || name === 'th') return isLineStart ? '' : ' | ';
    const start = blocks.has(name) && /\S$/.test(before) ? '\n' : '';
    return start + (name === 'li' ? item() : '');
  };
}

function startOf(start = ''): number {
  return /^\d{1,6}$/.test(start) ? Number(start) : 1;
}

/**
 * Neighbours without comments, scripts and styles, and with their HTML links and images as nodes of their own. `source`
 * is the whole text as it was typed.
 */
export function readTags(
  given: readonly (Nodes | Tag)[],
  source: string,
): (Exclude<Nodes, { type: 'html' }> | Tag | Anchor)[] {
  const nodes = given.map((node) => (node.type === 'html' ? tagOrText(node.value, source) : node));
  const read: ReturnType<typeof readTags> = [];
  const unclosed = new Set<string>();
  let index = 0;
  for (let node = nodes[index]; node !== undefined; node = nodes[index]) {
    index += 1;
    if (node.type !== 'tag' || node.isEnd || !['script', 'style', 'a', 'img'].includes(node.name)) {
      read.push(node);
      continue;
    }
    const { name, attributes } = node;
    const { href = '', src = '', alt = '' } = attributes;
    const end = name === 'img' || unclosed.has(name) ? -1 : closingTag(nodes, index, name);
    if (name === 'img') read.push({ type: 'image', url: src, alt });
    else if (end < 0) {
      unclosed.add(name);
      // The text behind a link that is not closed is not part of its address.
      if (name === 'a') read.push({ type: 'text', value: `${href} ` });
    } else {
      if (name === 'a') read.push({ type: 'anchor', url: href, children: nodes.slice(index, end) });
      index = end + 1;
    }
  }
  return read;
}

/**
 * An XML, HTML or SSML text as the nodes of its words and tags. A tag of another name that nothing closes is text, as in
 * `List<String>` and `x<y and y>z`.
 */
export function xmlNodes(text: string): (Tag | Text)[] {
  const source = wellFormed(text);
  const closed = new Set(Array.from(source.matchAll(/<\/([\w:.-]+)\s*>/g), ([, name = '']) => name.toLowerCase()));
  const isSpoken = /<speak[\s>]/i.test(text);
  const nodes: (Tag | Text)[] = [];
  let words = '';
  const add = (node: Tag) => {
    if (words !== '') nodes.push({ type: 'text', value: words });
    words = '';
    nodes.push(node);
  };
  // Tags that the parser adds itself are ignored, such as the end of a paragraph that was not closed.
  const parser = new Parser(
    {
      ontext: (part) => {
        words += part;
      },
      onopentag: (name, attributes, isImplied) => {
        if (isImplied) return;
        const written = source.slice(parser.startIndex, parser.endIndex + 1);
        const isKnown = markup.has(name) || name.includes(':') || closed.has(name) || written.endsWith('/>');
        const isTag = isKnown && Object.keys(attributes).every((each) => /^[a-z_:@][\w:.-]*$/i.test(each));
        if (isTag) add({ type: 'tag', name, isEnd: false, attributes });
        else words += written.replaceAll('&amp;', '&');
      },
      onclosetag: (name, isImplied) => {
        if (isImplied) return;
        // Sentences of a speech follow each other.
        if (isSpoken && name === 's') words += ' ';
        add({ type: 'tag', name, isEnd: true, attributes: {} });
      },
    },
    options,
  );
  parser.end(source);
  return words === '' ? nodes : [...nodes, { type: 'text', value: words }];
}

/** What Markdown took for a tag or a comment. It is text if it is not a tag of HTML. */
function tagOrText(html: string, source: string): Tag | Text {
  if (html.startsWith('<!--')) return { type: 'text', value: '' };
  const tag = tagOf(html);
  const isTag = tag && (htmlTags.has(tag.name) || (perhapsTags.has(tag.name) && hasEnd(tag.name, source)));
  return isTag ? tag : { type: 'text', value: html };
}

function tagOf(html: string): Tag | undefined {
  // The parser ignores a closing tag without its opening tag.
  const end = /^<\/([a-z][a-z\d]*)\s*>$/i.exec(html)?.[1];
  if (end !== undefined) return { type: 'tag', name: end.toLowerCase(), isEnd: true, attributes: {} };
  let tag: Tag | undefined;
  const onopentag = (name: string, attributes: Record<string, string>) => {
    tag ??= { type: 'tag', name, isEnd: false, attributes };
  };
  new Parser({ onopentag }, options).end(html);
  return tag;
}

function hasEnd(name: string, source: string): boolean {
  return source.toLowerCase().includes(`</${name}>`);
}

function closingTag(nodes: readonly (Nodes | Tag)[], from: number, name: string): number {
  return nodes.findIndex((node, index) => index >= from && node.type === 'tag' && node.isEnd && node.name === name);
}

/**
 * Escapes every `<` and `&` that does not begin a complete tag, comment or reference. The parser would take the words
 * after it for a part of the tag: of `a <b and c` only `a` would be left.
 */
function wellFormed(text: string): string {
  let result = '';
  let done = 0;
  const missing = new Set<string>();
  for (const { 0: opening, index } of text.matchAll(/<!--|<!\[CDATA\[/g)) {
    const closing = opening === '<!--' ? '-->' : ']]>';
    if (index < done || missing.has(closing)) continue;
    const end = text.indexOf(closing, index + opening.length);
    if (end < 0) missing.add(closing);
    else {
      result += escaped(text.slice(done, index)) + text.slice(index, end + closing.length);
      done = end + closing.length;
    }
  }
  return result + escaped(text.slice(done));
}

function escaped(text: string): string {
  return text
    .replace(/&(#\d+;|#x[\da-f]+;|[a-z]\w*;)?/gi, (found, reference: string | undefined) =>
      reference !== undefined && isCharacter(reference) ? found : `&amp;${reference ?? ''}`,
    )
    .replace(/<(?=!--|!\[CDATA\[|[^<>]*(?:<|$))/g, '&lt;');
}

/**
 * Whether a numeric reference means a character: zero and halves of surrogate pairs do not. The parser knows the names.
 */
function isCharacter(reference: string): boolean {
  if (!reference.startsWith('#')) return true;
  const code = Number(reference.replace('#', reference[1]?.toLowerCase() === 'x' ? '0' : '').slice(0, -1));
  return code > 0 && code <= 0x10ffff && (code & 0x1ff800) !== 0xd800;
}
