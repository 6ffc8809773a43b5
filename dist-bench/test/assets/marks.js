// @ts-check
import { h } from './dom.js';

/** @typedef {string | { tag: 'strong' | 'em' | 's' | 'code', inside: Inline[] } | { href: string }} Inline */
/**
 * @typedef {{ kind: 'pre', text: string } | { kind: 'text' | 'quote', lines: Inline[][] } |
 *   { kind: 'list', start?: number, lines: Inline[][] }} Block
 */

/** @type {Record<string, 'strong' | 'em' | 's'>} */
const tags = { '*': 'strong', _: 'em', '~': 's' };

/**
 * A text as WhatsApp shows it: bold, italic, strikethrough, code, quotes, lists and links.
 *
 * @param {string} text
 */
export function marked(text) {
  const made = document.createDocumentFragment();
  for (const block of blocksOf(text)) made.append(shown(block));
  return made;
}

/** @param {Block} block */
function shown(block) {
  if (block.kind === 'pre') return h('pre', {}, block.text);
  if (block.kind === 'list') {
    const items = block.lines.map((line) => h('li', {}, ...line.map(inlineNode)));
    return block.start === undefined ? h('ul', {}, ...items) : h('ol', { start: block.start }, ...items);
  }
  const nodes = block.lines.flatMap((line, index) => [...(index > 0 ? ['\n'] : []), ...line.map(inlineNode)]);
  return block.kind === 'quote' ? h('blockquote', {}, ...nodes) : h('p', {}, ...nodes);
}

/**
 * @param {Inline} inline
 * @returns {Node | string}
 */
function inlineNode(inline) {
  if (typeof inline === 'string') return inline;
  if ('href' in inline) return h('a', { href: inline.href, target: '_blank', rel: 'noopener noreferrer' }, inline.href);
  return h(inline.tag, {}, ...inline.inside.map(inlineNode));
}

/**
 * @param {string} text
 * @returns {Block[]}
 */
export function blocksOf(text) {
  return text.split(/```([\s\S]+?)```/).flatMap((part, index) => {
    if (index % 2 === 1) return [{ kind: 'pre', text: part.replace(/^\n|\n$/g, '') }];
    return part.trim() === '' ? [] : lineBlocks(index > 0 ? part.replace(/^\n/, '') : part);
  });
}

/**
 * @param {string} text
 * @returns {Block[]}
 */
function lineBlocks(text) {
  /** @type {Block[]} */
  const blocks = [];
  for (const line of text.split('\n')) {
    const [kind, start, content] = lineOf(line);
    const last = blocks.at(-1);
    const goesOn = last?.kind === kind && (last.kind === 'list' && last.start !== undefined) === (start !== undefined);
    if (last && 'lines' in last && goesOn) last.lines.push(inlinesOf(content));
    else if (kind === 'list') blocks.push({ kind, ...(start !== undefined && { start }), lines: [inlinesOf(content)] });
    else blocks.push({ kind, lines: [inlinesOf(content)] });
  }
  return blocks;
}

/**
 * @param {string} line
 * @returns {['text' | 'quote' | 'list', number | undefined, string]}
 */
function lineOf(line) {
  const [, quote] = /^> (.+)/.exec(line) ?? [];
  if (quote !== undefined) return ['quote', undefined, quote];
  const [, bullet] = /^[*-] (.+)/.exec(line) ?? [];
  if (bullet !== undefined) return ['list', undefined, bullet];
  const [, number, item] = /^(\d{1,2})\. (.+)/.exec(line) ?? [];
  return item === undefined ? ['text', undefined, line] : ['list', Number(number), item];
}

/**
 * @param {string} text one line
 * @returns {Inline[]}
 */
export function inlinesOf(text) {
  /** @type {Inline[]} */
  const found = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const next = codeAt(text, at) ?? addressAt(text, at) ?? markAt(text, at);
    if (!next) {
      plain += text[at++];
      continue;
    }
    if (plain !== '') found.push(plain);
    plain = '';
    found.push(next.inline);
    at = next.end;
  }
  return plain === '' ? found : [...found, plain];
}

/** @typedef {{ inline: Inline, end: number } | undefined} Found */

/** @param {string} text @param {number} at @returns {Found} */
function codeAt(text, at) {
  const [whole, inside] = sticky(/`([^`]+)`/y, text, at);
  return whole && inside ? { inline: { tag: 'code', inside: [inside] }, end: at + whole.length } : undefined;
}

/** @param {string} text @param {number} at @returns {Found} */
function addressAt(text, at) {
  if (!mayBorder(text.slice(0, at))) return undefined;
  const [whole] = sticky(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'*_~]/iy, text, at);
  return whole && URL.canParse(whole) ? { inline: { href: whole }, end: at + whole.length } : undefined;
}

/** @param {string} text @param {number} at @returns {Found} */
function markAt(text, at) {
  const mark = text[at] ?? '';
  const tag = tags[mark];
  if (!tag || !mayBorder(text.slice(0, at)) || !/[^\s*_~`]/.test(text.slice(at + 1, at + 3))) return undefined;
  if (/\s/.test(text[at + 1] ?? ' ') || text[at + 1] === mark) return undefined;
  for (let end = text.indexOf(mark, at + 2); end > 0; end = text.indexOf(mark, end + 1)) {
    const closes = /\S/.test(text[end - 1] ?? ' ') && !/^[\p{L}\p{N}\u2060]/u.test(text.slice(end + 1, end + 3));
    if (closes) return { inline: { tag, inside: inlinesOf(text.slice(at + 1, end)) }, end: end + 1 };
  }
  return undefined;
}

/** Whether a mark may follow this: it is not a letter, a digit or a joiner. @param {string} before */
function mayBorder(before) {
  return !/[\p{L}\p{N}\u2060]$/u.test(before.slice(-2));
}

/** @param {RegExp} expression @param {string} text @param {number} at */
function sticky(expression, text, at) {
  expression.lastIndex = at;
  return expression.exec(text) ?? [];
}
