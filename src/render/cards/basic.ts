import { toWhatsAppText } from '../text/whatsAppText.js';
import type { Block, Card } from './block.js';
import { addressLine, wordsBlock } from './block.js';
import { cardActions, tapActions } from './cardAction.js';
import { fileBlocks } from './file.js';
import { type Fields, fieldsOf, isFields, itemsOf, type Plain, wordOf } from './plain.js';
import { receiptWords } from './receipt.js';
import { bold, lines, paragraphs, readable, readableRest, typed } from './words.js';

export type CardKind = 'unknown' | 'plain' | 'receipt' | 'audio' | 'video' | 'animation';

/** What is read of every card. */
const read = ['title', 'subtitle', 'text', 'images', 'image', 'media', 'buttons', 'tap'];
/** What says how to play or to sign in, and is nothing to read. */
const played = ['shareable', 'autoloop', 'autostart', 'aspect', 'duration', 'value'];
const handled: Readonly<Record<CardKind, readonly string[]>> = {
  unknown: read,
  plain: [...read, 'connectionName', 'tokenExchangeResource', 'tokenPostResource'],
  receipt: [...read, 'facts', 'items', 'total', 'tax', 'vat'],
  audio: [...read, ...played],
  video: [...read, ...played],
  animation: [...read, ...played],
};

/** What WhatsApp plays, by the names of files. */
const playable = /\.(?:mp4|3gpp?|mp3|ogg|oga|opus|aac|amr|m4a)(?:[?#]|$)/i;

/** Any card of Bot Framework's own: they share their fields. Of an unknown card, the other fields are read as they are. */
export function basicCard(content: Fields, kind: CardKind): Card {
  const title = wordOf(content.title);
  const text = wordOf(content.text);
  const items = kind === 'receipt' ? itemsOf(content.items).map(fieldsOf) : [];
  const pictures = [...itemsOf(content.images), ...items.map(({ image }) => image ?? null)];
  const files = [...pictures.flatMap(picture), ...posterOf(content, kind), ...recordings(content, kind)];
  const buttons = cardActions(content.buttons);
  const taps = tapActions([content, ...pictures.map(fieldsOf), ...items], buttons);
  const addresses = taps.flatMap((tap) => (tap.kind === 'address' ? [typed(addressLine(tap))] : []));
  const words = paragraphs(
    lines(
      title ? bold(title) : said(content.title),
      said(content.subtitle),
      text ? toWhatsAppText(text) : said(content.text),
    ),
    kind === 'receipt' ? receiptWords(content) : '',
    readableRest(content, handled[kind]),
    lines(...addresses),
  );
  const name = title ?? wordOf(content.subtitle) ?? text;
  return {
    ...(name !== undefined && { title: name }),
    blocks: [...wordsBlock(words), ...files],
    actions: [...buttons, ...taps.filter((tap) => tap.kind === 'answer')],
  };
}

/** In a field that has not the form that it should have, there may still be something to read. */
function said(value: Plain | undefined): string {
  const word = wordOf(value);
  return word ? typed(word) : readable(value);
}

function picture(value: Plain): Block[] {
  const { url, alt } = isFields(value) ? value : { url: value };
  const address = wordOf(url);
  return address === undefined ? wordsBlock(said(value)) : fileBlocks(address, { alt: wordOf(alt) });
}

/** A film shows itself; a recording has nothing to look at but its picture. */
function posterOf({ image, media }: Fields, kind: CardKind): Block[] {
  if (image === undefined || image === null) return [];
  const isShown = (kind !== 'video' && kind !== 'animation') || itemsOf(media).length === 0;
  return isShown ? picture(image) : wordsBlock(said(fieldsOf(image).alt));
}

/** The addresses of a card's media are formats of the same content (Bot Framework's schema): one is sent. */
function recordings({ media }: Fields, kind: CardKind): Block[] {
  const all = itemsOf(media).map((item) => (isFields(item) ? item : { url: item }));
  const addresses = all.flatMap(({ url }) => wordOf(url) ?? []);
  const chosen = addresses.find((address) => playable.test(address.slice(-200))) ?? addresses[0];
  if (chosen === undefined) return [];
  const others = addresses.filter((address) => address !== chosen && !/^data:/i.test(address));
  return fileBlocks(chosen, { isAudio: kind === 'audio', alt: lines(...others) || undefined });
}
