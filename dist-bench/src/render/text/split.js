import { canClose, canOpen, markKinds, withoutAddresses } from './marks.js';
/** The limit of WhatsApp and of Clickatell for a text. */
const longestText = 4096;
/** Room for the closing marks at a cut: one of each kind, or those of a block. */
const closingRoom = 4;
const smallestLimit = 32;
/** Where a piece may end, the best places first. */
const breaks = [/\n[^\S\n]*\n/g, /\n/g, /[.!?…]['"”’)\]*_~`]*\s+|[。！？]/g, /\s+/g];
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/**
 * Splits a text for WhatsApp into pieces of at most `limit` characters (at least 32); none for a blank text.
 *
 * It is cut between paragraphs, or otherwise between lines, sentences or words, as long as the piece is at least half
 * full, and otherwise between graphemes. A format that is open at a cut is closed before it and opened again after it.
 * Only the whitespace at a cut is removed.
 *
 * Characters are counted in UTF-16 units. It is not documented what the provider counts. A text never has fewer units
 * than code points, so a piece fits either way.
 */
export function splitText(text, limit = longestText) {
    if (!Number.isInteger(limit) || limit < smallestLimit) {
        throw new RangeError(`A text cannot be cut into pieces of ${limit} characters: give at least ${smallestLimit}.`);
    }
    const whole = text.trimEnd();
    if (whole === '' || whole.length <= limit)
        return whole === '' ? [] : [whole];
    const formats = formatsOf(whole);
    const pieces = [];
    let start = behindWhitespace(whole, 0);
    while (start < whole.length) {
        const opening = openAt(formats, start).map(({ open }) => open);
        const room = limit - opening.join('').length;
        const end = whole.length - start <= room ? whole.length : cut(whole, start, room - closingRoom, formats);
        const closing = openAt(formats, end).map(({ close }) => close);
        const content = whole.slice(start, end).trimEnd();
        if (content !== '')
            pieces.push(opening.join('') + content + closing.toReversed().join(''));
        start = nextStart(whole, end, formats);
    }
    return pieces;
}
/** The end of the piece that begins at `start` and takes at most `room` units of the text. */
function cut(text, start, room, formats) {
    const window = text.slice(start, start + room);
    const clusters = graphemes.segment(text.slice(start, start + room + 2));
    const half = window.length / 2;
    const clusterStart = (place) => clusters.containing(place)?.index ?? place;
    for (const pattern of breaks) {
        const places = Array.from(window.matchAll(pattern), (match) => match.index + match[0].length);
        const place = places.findLast((end) => end >= half && clusterStart(end) === end);
        if (place !== undefined)
            return outsideMarks(start + place, formats);
    }
    const place = clusterStart(window.length);
    return outsideMarks(start + (place >= half ? place : wholeCharacters(window)), formats);
}
/** A cluster longer than half a message may be cut, but not inside a character. */
function wholeCharacters(window) {
    return /[\uD800-\uDBFF]$/.test(window) ? window.length - 1 : window.length;
}
/** Moves a place out of a mark, and back before an opening mark that would be left without content. */
function outsideMarks(place, formats) {
    let moved = place;
    for (const { start, end, open, close } of formats.toReversed()) {
        if (moved <= start || moved >= end)
            continue;
        if (moved <= start + open.length)
            moved = start;
        else
            moved = Math.min(moved, end - close.length);
    }
    return moved;
}
function openAt(formats, place) {
    return formats.filter(({ start, end }) => start < place && place < end);
}
/** Skips the whitespace at a cut, and the closing marks that were already added before it. */
function nextStart(text, end, formats) {
    const place = behindWhitespace(text, end);
    const closed = formats.find((format) => place >= format.end - format.close.trim().length && place < format.end);
    return closed ? nextStart(text, closed.end, formats) : place;
}
/** Skips whitespace, but keeps the indent of a line and a space that carries a combining character. */
function behindWhitespace(text, place) {
    const blank = text[place - 1] === '\n' ? /(?:\s*\n)?/y : /\s*\n|\s*/y;
    blank.lastIndex = place;
    const end = place + (blank.exec(text)?.[0].length ?? 0);
    const isCombined = graphemes.segment(text.slice(end - 1, end + 2)).containing(1)?.index === 0;
    return end > place && isCombined ? end - 1 : end;
}
/** The formats that WhatsApp shows in a finished text, the outer ones first. */
function formatsOf(text) {
    const fenced = text.matchAll(/```(?:(\n)(?=\s*(?!```)\S)|(?=\s*[^\s`]))[\s\S]+?(\n?)```/g);
    const blocks = Array.from(fenced, (match) => {
        const [whole, behindOpening = '', beforeClosing = ''] = match;
        const end = match.index + whole.length;
        return { start: match.index, end, open: `\`\`\`${behindOpening}`, close: `${beforeClosing}\`\`\`` };
    });
    let visible = blotted(withoutAddresses(text), blocks);
    const formats = [...blocks];
    for (const kind of markKinds) {
        const found = formatsOfKind(visible, kind);
        if (kind === '`')
            visible = blotted(visible, found);
        formats.push(...found);
    }
    return formats.toSorted((one, other) => one.start - other.start || other.end - one.end);
}
/** A format goes from mark to mark on one line, and contains more than marks. */
function formatsOfKind(text, kind) {
    const formats = [];
    let lineStart = 0;
    for (const line of text.split('\n')) {
        let opener = line.indexOf(kind);
        while (opener >= 0) {
            const closer = canOpen(line, opener) ? closerOf(line, opener, kind) : undefined;
            if (closer === -1)
                break;
            if (closer !== undefined) {
                formats.push({ start: lineStart + opener, end: lineStart + closer + 1, open: kind, close: kind });
            }
            opener = line.indexOf(kind, (closer ?? opener) + 1);
        }
        lineStart += line.length + 1;
    }
    return formats;
}
function closerOf(line, opener, kind) {
    let content = opener;
    while (line[content] === kind)
        content += 1;
    let closer = line.indexOf(kind, content);
    while (closer >= 0 && !canClose(line, closer))
        closer = line.indexOf(kind, closer + 1);
    return closer;
}
/** The text with these stretches replaced by dots. Offsets and lines stay the same. */
function blotted(text, stretches) {
    let result = '';
    let done = 0;
    for (const { start, end } of stretches) {
        result += text.slice(done, start) + text.slice(start, end).replace(/[^\n]/g, '.');
        done = end;
    }
    return result + text.slice(done);
}
