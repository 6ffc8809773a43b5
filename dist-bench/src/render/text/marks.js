import { joiner } from '../../core/text.js';
/**
 * WhatsApp's inline marks, and how a typed mark is kept a character.
 *
 * A mark opens a format at the start of a line or after whitespace or punctuation, if no whitespace follows. It closes
 * one on the same line, the other way round. WhatsApp has no escape character, so a joiner beside a typed mark takes
 * the place of the neighbour that the mark would need. The joiner is U+2060 WORD JOINER: it is invisible, and on no
 * system a space, punctuation or a letter. U+200B counts as whitespace on some systems, so it could make a mark open,
 * and allows a line break; U+200C changes how the letters of some scripts join.
 */
export const markKinds = ['`', '*', '_', '~'];
/** What WhatsApp takes for a quote or a list at the start of a line, in a text that is sent as typed. */
export const typedLineStart = /[>*](?= )/y;
const address = /\b[a-z][a-z\d+.-]{0,20}:\/\/\S+/gi;
/**
 * The text with the marks of its spans, and with a joiner wherever a typed mark could be taken for one.
 *
 * Spans come outermost first and do not cross. A span over several lines is marked line by line, without the whitespace
 * at its edges. A span that WhatsApp would not show, as inside a word, is not marked. `lineStart` (sticky) matches what
 * WhatsApp would take for a quote or a list at the start of a line.
 */
export function writeMarks(text, spans = [], lineStart = typedLineStart) {
    const visible = spans.flatMap((span) => visibleParts(text, span));
    const { written, roles } = compose(text, visible);
    const before = new Set(typedLineStarts(written, roles, lineStart));
    const after = new Set();
    for (const kind of markKinds) {
        if (!written.includes(kind))
            continue;
        for (const index of typedOpeners(written, roles, kind))
            before.add(index);
        for (const index of typedInside(written, roles, kind)) {
            before.add(index);
            after.add(index);
        }
    }
    let result = '';
    let lastTwo = '';
    const add = (unit) => {
        result += unit;
        lastTwo = lastTwo.slice(-1) + unit;
    };
    for (const [index, unit] of written.split('').entries()) {
        // Three in a row begin a block, whose end may be anywhere below.
        const fence = unit === '`' && lastTwo === '``';
        if ((fence || before.has(index)) && !lastTwo.endsWith(joiner))
            add(joiner);
        add(unit);
        if (after.has(index))
            add(joiner);
    }
    return result;
}
/** The content of a code block, with joiners so that it does not end the block. */
export function insideBlock(text) {
    return text.replace(/``(?=`)/g, `\`\`${joiner}`);
}
/** The text with its addresses replaced by letters. Offsets stay the same. */
export function withoutAddresses(text) {
    return text.replace(address, (found) => 'x'.repeat(found.length));
}
/** Whether a mark at this place could open a format on WhatsApp; if in doubt, yes. */
export function canOpen(text, index) {
    return mayBorder(characterBefore(text, index)) && /\S/.test(text[index + 1] ?? ' ');
}
/** Whether a mark at this place could close a format on WhatsApp; if in doubt, yes. */
export function canClose(text, index) {
    return /\S/.test(text[index - 1] ?? ' ') && mayBorder(characterAfter(text, index + 1));
}
function mayBorder(character) {
    return !/[\p{L}\p{N}\u2060]/u.test(character);
}
/** A typed mark is not a reliable border, because it may get a joiner. */
function surelyBorders(character) {
    return character === '' || /\s/.test(character) || (/[\p{P}\p{S}]/u.test(character) && !/[`*_~]/.test(character));
}
function characterBefore(text, index) {
    return /.$/su.exec(text.slice(Math.max(0, index - 2), index))?.[0] ?? '';
}
function characterAfter(text, index) {
    return /^./su.exec(text.slice(index, index + 2))?.[0] ?? '';
}
function visibleParts(text, { kind, start, end }) {
    const lines = text.slice(start, end).matchAll(/\S(?:[^\n]*\S)?/g);
    const parts = Array.from(lines, ({ index, 0: line }) => ({
        kind,
        start: start + index,
        end: start + index + line.length,
    }));
    return parts.filter((part) => isVisible(text, part));
}
function isVisible(text, { kind, start, end }) {
    const content = text.slice(start, end);
    const addresses = content.match(address) ?? [];
    return (surelyBorders(characterBefore(text, start)) &&
        surelyBorders(characterAfter(text, end)) &&
        /[^`*_~]/.test(content) &&
        // A mark in an address cannot be kept from ending the format.
        !addresses.some((found) => found.includes(kind)));
}
function compose(text, spans) {
    const opening = groupedBy(spans, 'start');
    const closing = groupedBy(spans, 'end');
    const verbatim = verbatimPlaces(text, spans);
    let written = '';
    const roles = [];
    const add = (unit, role) => {
        written += unit;
        roles.push(role);
    };
    for (let index = 0; index <= text.length; index += 1) {
        for (const span of closing.get(index)?.toReversed() ?? [])
            add(span.kind, 'close');
        for (const span of opening.get(index) ?? [])
            add(span.kind, 'open');
        if (index < text.length)
            add(text.charAt(index), verbatim.has(index) ? 'verbatim' : undefined);
    }
    return { written, roles };
}
function groupedBy(spans, edge) {
    const groups = new Map();
    for (const span of spans)
        groups.set(span[edge], [...(groups.get(span[edge]) ?? []), span]);
    return groups;
}
/** Where nothing may be inserted: people copy code and addresses, and these must work. */
function verbatimPlaces(text, spans) {
    const places = new Set();
    for (const { index, 0: found } of text.matchAll(address)) {
        for (let place = index; place < index + found.length; place += 1)
            places.add(place);
    }
    for (const { start, end } of spans.filter((span) => span.kind === '`')) {
        for (let place = start; place < end; place += 1) {
            if (text[place] === '`')
                places.delete(place);
            else
                places.add(place);
        }
    }
    return places;
}
/** Typed marks that could open a format that a later mark on the same line could close. */
function typedOpeners(written, roles, kind) {
    const openers = [];
    let lastCloser = -1;
    let runEnd = -1;
    for (let index = written.length - 1; index >= 0; index -= 1) {
        if (written[index] === '\n')
            lastCloser = -1;
        if (written[index] !== kind)
            continue;
        if (written[index + 1] !== kind)
            runEnd = index;
        const role = roles[index];
        if (lastCloser < 0 && (role === 'close' || (role !== 'open' && canClose(written, index))))
            lastCloser = index;
        // WhatsApp shows marks as they are if there are only marks between them.
        if (role === undefined && lastCloser > runEnd && canOpen(written, index))
            openers.push(index);
    }
    return openers;
}
/** Typed marks that could end our own format of the same kind too early. */
function typedInside(written, roles, kind) {
    const inside = [];
    let open = false;
    for (let index = 0; index < written.length; index += 1) {
        if (written[index] !== kind)
            continue;
        const role = roles[index];
        if (role === 'open' || role === 'close')
            open = role === 'open';
        else if (open && role === undefined && (canOpen(written, index) || canClose(written, index)))
            inside.push(index);
    }
    return inside;
}
function typedLineStarts(written, roles, lineStart) {
    return Array.from(written.matchAll(/^[ \t]*(?=\S)/gm), ({ index, 0: indent }) => index + indent.length).filter((place) => {
        lineStart.lastIndex = place;
        return roles[place] === undefined && lineStart.test(written);
    });
}
