import { choicesAmong, choicesOf } from '../choices/choices.js';
import type { Activity } from '../core/activity.js';
import { blocksOf } from './cards/activity.js';
import type { Block, ChoiceBlock, FileBlock } from './cards/block.js';
import { lines, ownWords, paragraphs, typed } from './cards/words.js';
import { inWords, limits } from './native/fit.js';
import { nativePiece } from './native/kinds.js';
import type { MediaPiece, Piece } from './piece.js';
import { splitText } from './text/split.js';

/**
 * A free-form activity as the messages that say it, in order; none for one that says nothing. Never throws, whatever
 * the activity holds.
 *
 * Words wait for what they can be said with: the question that they ask, also below files, and else the first file that
 * can have a caption. The last of them that fit into 1024 units are its body or its caption, and what stands before them
 * is a text of its own; of a single longer text, the last paragraph is the question's body. What nothing can carry is a
 * text too, and a question that is left without a body has a neutral one.
 */
export function pieces(activity: Activity): Piece[] {
  const result: Piece[] = [];
  let waiting: readonly string[] = [];
  let first = 1;

  const say = (texts: readonly string[]) => {
    result.push(...splitText(paragraphs(...texts)).map((text): Piece => ({ kind: 'text', text })));
  };
  const flush = () => {
    say(waiting);
    waiting = [];
  };
  const carry = (mayCut: boolean, room: number = limits.body): string | undefined => {
    const { before, carried } = lastThatFit(waiting, room, mayCut);
    say(before);
    waiting = [];
    return carried;
  };
  const ask = ({ sections }: ChoiceBlock) => {
    const choices = choicesAmong(sections.flatMap(({ actions }) => actions));
    const whole = { body: paragraphs(...waiting), sections, first };
    first += choices.length;
    if (!nativePiece({ ...whole, body: undefined })) {
      // Without choices these are only addresses, which what follows may carry.
      if (choices.length === 0) waiting = [...waiting, inWords({ ...whole, body: undefined })];
      else {
        say([inWords(whole)]);
        waiting = [];
      }
      return;
    }
    const own = paragraphs(...sections.map(({ words }) => words));
    const body = carry(true, limits.body - (own === '' ? 0 : own.length + 2));
    const native = nativePiece({ ...whole, body });
    if (native) result.push(native);
    else say([inWords({ ...whole, body })]);
  };

  const blocks = blocksOf(activity);
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'words') waiting = [...waiting, block.text];
    else if (block.kind === 'choice') ask(block);
    else if (block.kind === 'end') {
      // What a card says may still be what the activity asks.
      if (blocks[index + 1]?.kind !== 'choice') flush();
    } else {
      const carrier = carrierAhead(blocks.slice(index));
      if (carrier === undefined) flush();
      const caption = carrier === block ? carry(false) : undefined;
      result.push(block.kind === 'file' ? mediaPiece(block, caption) : block);
    }
  }
  flush();
  return result;
}

/**
 * What words wait for among the files, places and contacts that follow: the question below them, which they ask, or
 * the first file that can have a caption.
 */
function carrierAhead(blocks: readonly Block[]): Block | undefined {
  const next = blocks.findIndex(({ kind }) => kind !== 'file' && kind !== 'location' && kind !== 'contact');
  if (blocks[next]?.kind === 'choice') return blocks[next];
  return blocks.slice(0, next < 0 ? blocks.length : next).find((block) => block.kind === 'file' && !block.isAudio);
}

function mediaPiece({ source, contentType, fileName, alt }: FileBlock, caption: string | undefined): MediaPiece {
  const named = lines(...[fileName, alt].map((word) => word && typed(word)));
  const address = /^data:/i.test(source) ? undefined : source;
  // A file that has no name and no address is still said to have been there.
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

/** What a caption or a body can say of the words that wait: the end of them, in whole paragraphs. */
function lastThatFit(
  waiting: readonly string[],
  room: number,
  mayCut: boolean,
): { before: readonly string[]; carried?: string } {
  for (let from = 0; from < waiting.length; from += 1) {
    const carried = paragraphs(...waiting.slice(from)).trimEnd();
    if (carried.length <= room) return { before: waiting.slice(0, from), carried };
  }
  const last = waiting.at(-1)?.trimEnd() ?? '';
  const cut = last.lastIndexOf('\n\n');
  const paragraph = last.slice(cut + 2).trim();
  const isWhole = cut > 0 && paragraph !== '' && paragraph.split('```').length % 2 === 1;
  if (!mayCut || !isWhole || paragraph.length > room) return { before: waiting };
  return { before: [...waiting.slice(0, -1), last.slice(0, cut)], carried: paragraph };
}

/** shim until wt-render is merged */
export function render(activity: Activity) {
  return { pieces: pieces(activity), choices: choicesOf(activity) };
}
