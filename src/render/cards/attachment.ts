import { toWhatsAppText } from '../text/whatsAppText.js';
import { adaptiveCard } from './adaptive.js';
import { basicCard, type CardKind } from './basic.js';
import { type Card, wordsBlock } from './block.js';
import { contactBlocks } from './contact.js';
import type { Reader } from './dates.js';
import { fileBlocks } from './file.js';
import { cardType, fieldsInJson, isJsonText } from './jsonText.js';
import { placeBlocks } from './place.js';
import { type Fields, isFields, type Plain, wordOf } from './plain.js';
import { lines, readable, typed } from './words.js';

const kinds: Readonly<Record<string, CardKind>> = {
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
export function attachmentCard(attachment: Plain, reader: Reader = {}): Card {
  if (!isFields(attachment)) return { blocks: wordsBlock(readable(attachment)), actions: [] };
  const { contentUrl, thumbnailUrl } = attachment;
  const contentType = wordOf(attachment.contentType) ?? '';
  const [, kind = ''] = cardType.exec(contentType) ?? [];
  const content = kind === '' ? attachment.content : (fieldsInJson(attachment.content) ?? attachment.content);
  const name = wordOf(attachment.name);
  const own = placeBlocks(content, name) ?? contactBlocks(attachment);
  if (own) return { blocks: own, actions: [] };

  const address = wordOf(contentUrl) ?? inlineFile(contentType, name, content);
  if (kind === '' && address !== undefined) {
    return { blocks: fileBlocks(address, { contentType, name }), actions: [] };
  }
  const thumbnail = wordOf(thumbnailUrl);
  const card = isFields(content)
    ? cardOf(content, kind.toLowerCase(), reader)
    : { blocks: kind !== '' && isJsonText(content) ? [] : inlineText(contentType, content), actions: [] };
  return {
    ...card,
    blocks: [
      ...wordsBlock(lines(name && typed(name), address && readable(address))),
      ...card.blocks,
      ...(thumbnail === undefined ? [] : fileBlocks(thumbnail, {})),
    ],
  };
}

function cardOf(content: Fields, kind: string, reader: Reader): Card {
  if (kind === 'adaptive' || content.type === 'AdaptiveCard') return adaptiveCard(content, reader);
  return basicCard(content, (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? 'unknown');
}

/**
 * The address of a text file whose content is in the attachment; `undefined` for a text that is to be read in the chat,
 * which has no name.
 */
function inlineFile(contentType: string, name: string | undefined, content: Plain | undefined): string | undefined {
  const [type = ''] = contentType.toLowerCase().split(';', 1);
  const isTable = /^(?:text|application)\/(?:csv|tab-separated-values)$/.test(type.trim());
  const isFile = isTable || (name !== undefined && isTextFile.test(type.trim()));
  if (!isFile || typeof content !== 'string' || content === '') return undefined;
  return `data:${type.trim()};base64,${Buffer.from(content, 'utf8').toString('base64')}`;
}

const isTextFile = /^(?:text\/(?!html)|application\/(?:(?:[\w.-]+\+)?(?:json|xml|yaml)|x-yaml|x-ndjson)$)/;

function inlineText(contentType: string, content: Plain | undefined) {
  if (typeof content !== 'string' || !/^text\//i.test(contentType)) return wordsBlock(readable(content));
  const format = /^text\/(?:html|xml)/i.test(contentType)
    ? 'xml'
    : /markdown/i.test(contentType)
      ? 'markdown'
      : 'plain';
  return wordsBlock(toWhatsAppText(content, format));
}
