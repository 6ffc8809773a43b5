import type { Activity } from '../../core/activity.js';
import { oneLine } from '../../core/text.js';
import { toWhatsAppText } from '../text/whatsAppText.js';
import { attachmentCard } from './attachment.js';
import { type Action, type Block, type Card, type ChoiceBlock, wordsBlock } from './block.js';
import { cardActions } from './cardAction.js';
import { placeBlocks } from './place.js';
import { type Fields, fieldsOf, itemsOf, type Plain, plain, wordOf } from './plain.js';
import { type PromptText, promptText } from './promptText.js';
import { paragraphs } from './words.js';

/** WhatsApp's list has no more rows. */
const mostRows = 10;
/** What the cards of one list say together, so that they stand in its body. */
const mostWords = 900;

const read = [
  'text',
  'textFormat',
  'inputHint',
  'speak',
  'summary',
  'attachments',
  'attachmentLayout',
  'suggestedActions',
  'entities',
];

/**
 * Everything that an activity says, in order: its text, its attachments, what it offers. `speak` is used if there is
 * nothing else to say, and `summary` if there is no `speak` either.
 */
export function blocksOf(activity: Activity): Block[] {
  const said = copied(activity);
  const cards = itemsOf(said.attachments).map(attachmentCard);
  const attached = [...inOrder(cards, said.attachmentLayout === 'carousel'), ...places(said, cards)];
  const suggested = cardActions(fieldsOf(said.suggestedActions).actions);
  const prompt = suggested.length > 0 ? undefined : promptIn(said);
  const text = wordsBlock(textOf(prompt ? { ...said, text: prompt.text } : said, attached.length > 0));
  return [...text, ...attached, ...choiceBlock(prompt?.actions ?? suggested)];
}

/** Only prompts say that they wait for an answer. */
function promptIn({ text, inputHint }: Fields): PromptText | undefined {
  const word = wordOf(text);
  return inputHint === 'expectingInput' && word !== undefined ? promptText(word) : undefined;
}

function copied(activity: Activity): Fields {
  return Object.fromEntries(read.map((name) => [name, field(activity, name)]));
}

/** What throws when it is read says nothing. */
function field(activity: unknown, name: string): Plain | undefined {
  try {
    return typeof activity === 'object' && activity !== null ? plain(Reflect.get(activity, name)) : undefined;
  } catch {
    return undefined;
  }
}

function textOf({ text, textFormat, speak, summary }: Fields, hasMore: boolean): string {
  const word = wordOf(text);
  if (word !== undefined) return toWhatsAppText(word, wordOf(textFormat)?.toLowerCase());
  if (hasMore) return '';
  const spoken = toWhatsAppText(wordOf(speak) ?? '', 'xml');
  return spoken.trim() === '' ? toWhatsAppText(wordOf(summary) ?? '') : spoken;
}

/** A carousel of cards that only ask becomes one list, a section for each card; else each card keeps what it offers. */
function inOrder(cards: readonly Card[], isCarousel: boolean): Block[] {
  const asking = cards.filter(({ actions }) => actions.length > 0);
  const actions = asking.flatMap((card) => card.actions);
  const isOneList = asking.length > 1 && actions.length <= mostRows && actions.every(({ kind }) => kind === 'answer');
  const words = cards.map(({ blocks }) =>
    paragraphs(...blocks.map((block) => (block.kind === 'words' ? block.text : ''))),
  );
  const isInWords =
    asking.length === cards.length && cards.every(({ blocks }) => blocks.every(({ kind }) => kind === 'words'));
  // Words too long for one body stay with their own buttons.
  if (!isCarousel || !isOneList || (isInWords && paragraphs(...words).length > mostWords)) {
    return cards.flatMap((card) => [...arranged(card), ...choiceBlock(card.actions), ...endOf(card)]);
  }
  const sections = asking.map(({ title = '', actions }, index) => ({
    title: oneLine(title) || `#${index + 1}`,
    ...(isInWords && words[index] && { words: words[index] }),
    actions,
  }));
  const shown = isInWords ? [] : cards.flatMap((card) => [...arranged(card), ...endOf(card)]);
  return [...shown, { kind: 'choice', sections }, { kind: 'end' }];
}

/** A file without words may still have the activity's for its caption. */
function endOf({ blocks, actions }: Card): Block[] {
  return actions.length > 0 || blocks.some(({ kind }) => kind === 'words') ? [{ kind: 'end' }] : [];
}

/** A card's only words go before its pictures, where they may become a caption. */
function arranged({ blocks }: Card): Block[] {
  const words = blocks.filter(({ kind }) => kind === 'words');
  if (words.length !== 1 || !blocks.some(({ kind }) => kind === 'file')) return [...blocks];
  return [...words, ...blocks.filter(({ kind }) => kind !== 'words')];
}

function choiceBlock(actions: readonly Action[]): ChoiceBlock[] {
  return actions.length > 0 ? [{ kind: 'choice', sections: [{ actions }] }] : [];
}

/** The places that are named beside the text; one that is attached too is sent once. */
function places({ entities }: Fields, cards: readonly Card[]): Block[] {
  const attached = cards.flatMap(({ blocks }) => blocks).map((block) => block.kind === 'location' && placeKey(block));
  return itemsOf(entities)
    .flatMap((entity) => placeBlocks(entity) ?? [])
    .filter((block) => block.kind !== 'location' || !attached.includes(placeKey(block)));
}

function placeKey({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${latitude},${longitude}`;
}
