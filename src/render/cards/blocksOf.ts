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

/** WhatsApp's limit for the rows of a list. */
const mostRows = 10;
/** The most characters that the cards of one list may have together, so that they fit into its body. */
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
  'locale',
  'localTimezone',
];

/**
 * Everything that an activity says, in order: its text, its attachments, what it offers. `speak` is used if there is
 * nothing else to say, and `summary` if there is no `speak` either.
 */
export function blocksOf(activity: Activity): Block[] {
  const said = copied(activity);
  const reader = { locale: wordOf(said.locale), timeZone: wordOf(said.localTimezone) };
  const cards = itemsOf(said.attachments).map((attachment) => attachmentCard(attachment, reader));
  const attached = [...inOrder(cards, said.attachmentLayout === 'carousel'), ...places(said, cards)];
  const suggested = cardActions(fieldsOf(said.suggestedActions).actions);
  const prompt = suggested.length > 0 ? undefined : promptIn(said);
  const text = wordsBlock(textOf(prompt ? { ...said, text: prompt.text } : said, attached.length > 0));
  return [...text, ...attached, ...choiceBlock(prompt?.actions ?? suggested)];
}

/** The choices in the text of a prompt. Only prompts have the hint that they expect input. */
function promptIn({ text, inputHint }: Fields): PromptText | undefined {
  const word = wordOf(text);
  return inputHint === 'expectingInput' && word !== undefined ? promptText(word) : undefined;
}

function copied(activity: Activity): Fields {
  return Object.fromEntries(read.map((name) => [name, field(activity, name)]));
}

/** A field that throws when it is read counts as absent. */
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

/**
 * A carousel of cards that only ask becomes one list with a section for each card. Otherwise each card keeps its
 * buttons.
 */
function inOrder(cards: readonly Card[], isCarousel: boolean): Block[] {
  const asking = cards.filter(({ actions }) => actions.length > 0);
  const actions = asking.flatMap((card) => card.actions);
  const isOneList = asking.length > 1 && actions.length <= mostRows && actions.every(({ kind }) => kind === 'answer');
  const words = cards.map(({ blocks }) =>
    paragraphs(...blocks.map((block) => (block.kind === 'words' ? block.text : ''))),
  );
  const isInWords =
    asking.length === cards.length && cards.every(({ blocks }) => blocks.every(({ kind }) => kind === 'words'));
  // Words that are too long for one body stay with the buttons of their cards.
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

/** No end after a file without words: it may still get the activity's words as its caption. */
function endOf({ blocks, actions }: Card): Block[] {
  return actions.length > 0 || blocks.some(({ kind }) => kind === 'words') ? [{ kind: 'end' }] : [];
}

/** A single text of a card goes before the card's pictures, so that it can become a caption. */
function arranged({ blocks }: Card): Block[] {
  const words = blocks.filter(({ kind }) => kind === 'words');
  if (words.length !== 1 || !blocks.some(({ kind }) => kind === 'file')) return [...blocks];
  return [...words, ...blocks.filter(({ kind }) => kind !== 'words')];
}

function choiceBlock(actions: readonly Action[]): ChoiceBlock[] {
  return actions.length > 0 ? [{ kind: 'choice', sections: [{ actions }] }] : [];
}

/** The places among the entities, without those that are also attached. */
function places({ entities }: Fields, cards: readonly Card[]): Block[] {
  const attached = cards.flatMap(({ blocks }) => blocks).map((block) => block.kind === 'location' && placeKey(block));
  return itemsOf(entities)
    .flatMap((entity) => placeBlocks(entity) ?? [])
    .filter((block) => block.kind !== 'location' || !attached.includes(placeKey(block)));
}

function placeKey({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${latitude},${longitude}`;
}
