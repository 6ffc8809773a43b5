import { toWhatsAppText } from '../text/whatsAppText.js';
import { addressLine, wordsBlock } from './block.js';
import { cardActions, tapActions } from './cardAction.js';
import { fileBlocks } from './file.js';
import { fieldsOf, isFields, itemsOf, wordOf } from './plain.js';
import { receiptWords } from './receipt.js';
import { bold, lines, paragraphs, readable, readableRest, typed } from './words.js';
/** The fields that every card may have. */
const read = ['title', 'subtitle', 'text', 'images', 'image', 'media', 'buttons', 'tap'];
/** How to play a recording: nothing to show. */
const played = ['shareable', 'autoloop', 'autostart', 'aspect', 'duration', 'value'];
const handled = {
    unknown: read,
    plain: [...read, 'connectionName', 'tokenExchangeResource', 'tokenPostResource'],
    receipt: [...read, 'facts', 'items', 'total', 'tax', 'vat'],
    audio: [...read, ...played],
    video: [...read, ...played],
    animation: [...read, ...played],
};
/** The files that WhatsApp plays, by their names. */
const playable = /\.(?:mp4|3gpp?|mp3|ogg|oga|opus|aac|amr|m4a)(?:[?#]|$)/i;
/**
 * Reads any of Bot Framework's own cards, which share their fields. The other fields of unknown cards are shown as
 * text.
 */
export function basicCard(content, kind) {
    const title = wordOf(content.title);
    const text = wordOf(content.text);
    const items = kind === 'receipt' ? itemsOf(content.items).map(fieldsOf) : [];
    const pictures = [...itemsOf(content.images), ...items.map(({ image }) => image ?? null)];
    const files = [...pictures.flatMap(picture), ...posterOf(content, kind), ...recordings(content, kind)];
    const buttons = cardActions(content.buttons);
    const taps = tapActions([content, ...pictures.map(fieldsOf), ...items], buttons);
    const addresses = taps.flatMap((tap) => (tap.kind === 'address' ? [typed(addressLine(tap))] : []));
    const words = paragraphs(lines(title ? bold(title) : said(content.title), said(content.subtitle), text ? toWhatsAppText(text) : said(content.text)), kind === 'receipt' ? receiptWords(content) : '', readableRest(content, handled[kind]), lines(...addresses));
    const name = title ?? wordOf(content.subtitle) ?? text;
    return {
        ...(name !== undefined && { title: name }),
        blocks: [...wordsBlock(words), ...files],
        actions: [...buttons, ...taps.filter((tap) => tap.kind === 'answer')],
    };
}
/** A field of the wrong type may still have something to read. */
function said(value) {
    const word = wordOf(value);
    return word ? typed(word) : readable(value);
}
function picture(value) {
    const { url, alt } = isFields(value) ? value : { url: value };
    const address = wordOf(url);
    return address === undefined ? wordsBlock(said(value)) : fileBlocks(address, { alt: wordOf(alt) });
}
/** The picture of a recording. A video does not need one. */
function posterOf({ image, media }, kind) {
    if (image === undefined || image === null)
        return [];
    const isShown = (kind !== 'video' && kind !== 'animation') || itemsOf(media).length === 0;
    return isShown ? picture(image) : wordsBlock(said(fieldsOf(image).alt));
}
/** A card's media are formats of the same content (Bot Framework's schema), so only one is sent. */
function recordings({ media }, kind) {
    const all = itemsOf(media).map((item) => (isFields(item) ? item : { url: item }));
    const addresses = all.flatMap(({ url }) => wordOf(url) ?? []);
    const chosen = addresses.find((address) => playable.test(address.slice(-200))) ?? addresses[0];
    if (chosen === undefined)
        return [];
    const others = addresses.filter((address) => address !== chosen && !/^data:/i.test(address));
    return fileBlocks(chosen, { isAudio: kind === 'audio', alt: lines(...others) || undefined });
}
