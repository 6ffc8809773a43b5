import { toWhatsAppText } from '../text/whatsAppText.js';
import { adaptiveCard } from './adaptive.js';
import { basicCard } from './basic.js';
import { wordsBlock } from './block.js';
import { contactBlocks } from './contact.js';
import { fileBlocks } from './file.js';
import { placeBlocks } from './place.js';
import { isFields, wordOf } from './plain.js';
import { lines, readable, typed } from './words.js';
const cardType = /^application\/vnd\.microsoft\.(?:teams\.)?card\.([\w.]+)$/i;
const kinds = {
    hero: 'plain',
    thumbnail: 'plain',
    signin: 'plain',
    oauth: 'plain',
    receipt: 'receipt',
    audio: 'audio',
    video: 'video',
    animation: 'animation',
};
/** Reads an attachment. An unknown one becomes text: its name, its address and the texts in its content. */
export function attachmentCard(attachment) {
    if (!isFields(attachment))
        return { blocks: wordsBlock(readable(attachment)), actions: [] };
    const { contentUrl, thumbnailUrl, content } = attachment;
    const contentType = wordOf(attachment.contentType) ?? '';
    const name = wordOf(attachment.name);
    const own = placeBlocks(content, name) ?? contactBlocks(attachment);
    if (own)
        return { blocks: own, actions: [] };
    const [, kind = ''] = cardType.exec(contentType) ?? [];
    const address = wordOf(contentUrl);
    if (kind === '' && address !== undefined) {
        return { blocks: fileBlocks(address, { contentType, name }), actions: [] };
    }
    const thumbnail = wordOf(thumbnailUrl);
    const card = isFields(content)
        ? cardOf(content, kind.toLowerCase())
        : { blocks: inlineText(contentType, content), actions: [] };
    return {
        ...card,
        blocks: [
            ...wordsBlock(lines(name && typed(name), address && readable(address))),
            ...card.blocks,
            ...(thumbnail === undefined ? [] : fileBlocks(thumbnail, {})),
        ],
    };
}
function cardOf(content, kind) {
    if (kind === 'adaptive' || content.type === 'AdaptiveCard')
        return adaptiveCard(content);
    return basicCard(content, (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? 'unknown');
}
function inlineText(contentType, content) {
    if (typeof content !== 'string' || !/^text\//i.test(contentType))
        return wordsBlock(readable(content));
    const format = /^text\/(?:html|xml)/i.test(contentType)
        ? 'xml'
        : /markdown/i.test(contentType)
            ? 'markdown'
            : 'plain';
    return wordsBlock(toWhatsAppText(content, format));
}
