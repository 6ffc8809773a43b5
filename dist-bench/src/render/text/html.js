import { Parser } from 'htmlparser2';
const listOf = (names) => new Set(names.split(' '));
/** In Markdown only tags of HTML are removed, because `<amount>` is text. `<at>` is a mention in Teams. */
const htmlTags = listOf('a abbr at b big blockquote br center cite code del div em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre ' +
    'q s samp script small span strike strong style sub sup table tbody td tfoot th thead tr tt u ul var');
/** These could also be something to fill in, so they count as tags only if the text has their closing tags, too. */
const perhapsTags = listOf('address article aside bdi bdo body button caption dd details dfn dl dt figcaption figure footer form head header ' +
    'html label main nav section summary time title video audio');
const blocks = listOf('p div li tr h1 h2 h3 h4 h5 h6 ul ol dl dt dd table blockquote pre details summary');
const breaks = listOf('br hr');
const options = { recognizeCDATA: true, recognizeSelfClosing: true };
/**
 * The text that a tag becomes: a new line, a bullet, a separator of two cells, but mostly nothing. `before` is the text
 * up to the tag.
 */
export function wordsOfTag({ name, isEnd }, before) {
    const isLineStart = before === '' || before.endsWith('\n');
    if (breaks.has(name) || (isEnd && blocks.has(name) && name !== 'details'))
        return '\n';
    if (isEnd)
        return '';
    if (name === 'td' || name === 'th')
        return isLineStart ? '' : ' | ';
    const start = blocks.has(name) && /\S$/.test(before) ? '\n' : '';
    return start + (name === 'li' ? '• ' : '');
}
/**
 * Neighbours without comments, scripts and styles, and with their HTML links and images as nodes of their own. `source`
 * is the whole text as it was typed.
 */
export function readTags(given, source) {
    const nodes = given.map((node) => (node.type === 'html' ? tagOrText(node.value, source) : node));
    const read = [];
    const unclosed = new Set();
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
        if (name === 'img')
            read.push({ type: 'image', url: src, alt });
        else if (end < 0) {
            unclosed.add(name);
            // The text behind a link that is not closed is not part of its address.
            if (name === 'a')
                read.push({ type: 'text', value: `${href} ` });
        }
        else {
            if (name === 'a')
                read.push({ type: 'anchor', url: href, children: nodes.slice(index, end) });
            index = end + 1;
        }
    }
    return read;
}
/** An XML, HTML or SSML text as the nodes of its words and tags. Every tag counts, whatever its name. */
export function xmlNodes(text) {
    const nodes = [];
    let words = '';
    const add = (node) => {
        if (words !== '')
            nodes.push({ type: 'text', value: words });
        words = '';
        nodes.push(node);
    };
    // Tags that the parser adds itself are ignored, such as the end of a paragraph that was not closed.
    const parser = new Parser({
        ontext: (part) => {
            words += part;
        },
        onopentag: (name, attributes, isImplied) => {
            if (!isImplied)
                add({ type: 'tag', name, isEnd: false, attributes });
        },
        onclosetag: (name, isImplied) => {
            if (!isImplied)
                add({ type: 'tag', name, isEnd: true, attributes: {} });
        },
    }, options);
    parser.end(wellFormed(text));
    return words === '' ? nodes : [...nodes, { type: 'text', value: words }];
}
/** What Markdown took for a tag or a comment. It is text if it is not a tag of HTML. */
function tagOrText(html, source) {
    if (html.startsWith('<!--'))
        return { type: 'text', value: '' };
    const tag = tagOf(html);
    const isTag = tag && (htmlTags.has(tag.name) || (perhapsTags.has(tag.name) && hasEnd(tag.name, source)));
    return isTag ? tag : { type: 'text', value: html };
}
function tagOf(html) {
    // The parser ignores a closing tag without its opening tag.
    const end = /^<\/([a-z][a-z\d]*)\s*>$/i.exec(html)?.[1];
    if (end !== undefined)
        return { type: 'tag', name: end.toLowerCase(), isEnd: true, attributes: {} };
    let tag;
    const onopentag = (name, attributes) => {
        tag ??= { type: 'tag', name, isEnd: false, attributes };
    };
    new Parser({ onopentag }, options).end(html);
    return tag;
}
function hasEnd(name, source) {
    return source.toLowerCase().includes(`</${name}>`);
}
function closingTag(nodes, from, name) {
    return nodes.findIndex((node, index) => index >= from && node.type === 'tag' && node.isEnd && node.name === name);
}
/**
 * Escapes every `<` and `&` that does not begin a complete tag, comment or reference. The parser would take the words
 * after it for a part of the tag: of `a <b and c` only `a` would be left.
 */
function wellFormed(text) {
    let result = '';
    let done = 0;
    const missing = new Set();
    for (const { 0: opening, index } of text.matchAll(/<!--|<!\[CDATA\[/g)) {
        const closing = opening === '<!--' ? '-->' : ']]>';
        if (index < done || missing.has(closing))
            continue;
        const end = text.indexOf(closing, index + opening.length);
        if (end < 0)
            missing.add(closing);
        else {
            result += escaped(text.slice(done, index)) + text.slice(index, end + closing.length);
            done = end + closing.length;
        }
    }
    return result + escaped(text.slice(done));
}
function escaped(text) {
    return text
        .replace(/&(#\d+;|#x[\da-f]+;|[a-z]\w*;)?/gi, (found, reference) => reference !== undefined && isCharacter(reference) ? found : `&amp;${reference ?? ''}`)
        .replace(/<(?=!--|!\[CDATA\[|[^<>]*(?:<|$))/g, '&lt;');
}
/**
 * Whether a numeric reference means a character: zero and halves of surrogate pairs do not. The parser knows the names.
 */
function isCharacter(reference) {
    if (!reference.startsWith('#'))
        return true;
    const code = Number(reference.replace('#', reference[1]?.toLowerCase() === 'x' ? '0' : '').slice(0, -1));
    return code > 0 && code <= 0x10ffff && (code & 0x1ff800) !== 0xd800;
}
