import { choicesAmong } from './cards/block.js';
import { lines, ownWords, paragraphs, typed } from './cards/words.js';
import { limits } from './native/fit.js';
import { inWords } from './native/inWords.js';
import { nativePiece } from './native/kinds.js';
import { splitText } from './text/split.js';
/**
 * Distributes what an activity says over messages.
 *
 * Words are held back until there is something that can carry them: a question, even if it stands below files, or
 * otherwise the first file that can have a caption. As many of the last words as fit into 1024 units become its body or
 * its caption, and the words before them are sent as a text. If the last words are a single longer text, its last
 * paragraph becomes the question's body. Words that nothing can carry are sent as a text, and a question without any
 * words gets a neutral body.
 */
export function arrange(blocks) {
    const result = [];
    let waiting = [];
    let first = 1;
    const say = (texts) => {
        result.push(...splitText(paragraphs(...texts)).map((text) => ({ kind: 'text', text })));
    };
    const flush = () => {
        say(waiting);
        waiting = [];
    };
    const carry = (mayCut, room = limits.body) => {
        const { before, carried } = lastThatFit(waiting, room, mayCut);
        say(before);
        waiting = [];
        return carried;
    };
    const ask = ({ sections }) => {
        const choices = choicesAmong(sections.flatMap(({ actions }) => actions));
        const whole = { body: paragraphs(...waiting), sections, first };
        first += choices.length;
        if (!nativePiece({ ...whole, body: undefined })) {
            // Without choices these are only addresses, which the next block may carry.
            if (choices.length === 0)
                waiting = [...waiting, inWords({ ...whole, body: undefined })];
            else {
                say([inWords(whole)]);
                waiting = [];
            }
            return;
        }
        const own = paragraphs(...sections.map(({ words }) => words));
        const body = carry(true, limits.body - (own === '' ? 0 : own.length + 2));
        const native = nativePiece({ ...whole, body });
        if (native)
            result.push(native);
        else
            say([inWords({ ...whole, body })]);
    };
    for (const [index, block] of blocks.entries()) {
        if (block.kind === 'words')
            waiting = [...waiting, block.text];
        else if (block.kind === 'choice')
            ask(block);
        else if (block.kind === 'end') {
            // The words of a card may belong to the question that follows it.
            if (blocks[index + 1]?.kind !== 'choice')
                flush();
        }
        else {
            const carrier = carrierAhead(blocks.slice(index));
            if (carrier === undefined)
                flush();
            const caption = carrier === block ? carry(false) : undefined;
            result.push(block.kind === 'file' ? mediaPiece(block, caption) : block);
        }
    }
    flush();
    return result;
}
/**
 * What carries the words that come before these blocks: the question below the files, places and contacts that follow,
 * or otherwise the first of those files that can have a caption.
 */
function carrierAhead(blocks) {
    const next = blocks.findIndex(({ kind }) => kind !== 'file' && kind !== 'location' && kind !== 'contact');
    if (blocks[next]?.kind === 'choice')
        return blocks[next];
    return blocks.slice(0, next < 0 ? blocks.length : next).find((block) => block.kind === 'file' && !block.isAudio);
}
function mediaPiece({ source, contentType, fileName, alt }, caption) {
    const named = lines(...[fileName, alt].map((word) => word && typed(word)));
    const address = /^data:/i.test(source) ? undefined : source;
    // A file without a name and an address is still mentioned.
    const file = lines(named, address) || (caption === undefined ? ownWords.file : undefined);
    return {
        kind: 'media',
        source,
        contentType,
        ...(fileName !== undefined && { fileName }),
        ...(caption !== undefined && { caption }),
        text: paragraphs(caption, file),
    };
}
/** The last of the waiting words that fit into a caption or a body, in whole paragraphs. */
function lastThatFit(waiting, room, mayCut) {
    for (let from = 0; from < waiting.length; from += 1) {
        const carried = paragraphs(...waiting.slice(from)).trimEnd();
        if (carried.length <= room)
            return { before: waiting.slice(0, from), carried };
    }
    const last = waiting.at(-1)?.trimEnd() ?? '';
    const cut = last.lastIndexOf('\n\n');
    const paragraph = last.slice(cut + 2).trim();
    const isWhole = cut > 0 && paragraph !== '' && paragraph.split('```').length % 2 === 1;
    if (!mayCut || !isWhole || paragraph.length > room)
        return { before: waiting };
    return { before: [...waiting.slice(0, -1), last.slice(0, cut)], carried: paragraph };
}
