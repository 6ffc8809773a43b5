import { errors } from '../../clickatell/wire.js';
import { extensionOfType, largestOf, type StoredFile } from './media.js';
import type { MessageRequest } from './sendRequest.js';

/** A file inside a message, before the provider has stored it. */
export type InlineFile = Pick<StoredFile, 'fileName' | 'contentType' | 'bytes'>;

/** The file of a message in the older form of media, or why it is refused: an error or a parameter that is wrong. */
export type InlineMedia =
  | { readonly file: InlineFile; readonly caption: string | undefined }
  | { readonly error: { readonly code: number; readonly description: string } }
  | { readonly wrong: string };

const longestCaption = 1024;

/**
 * Reads the older form of media: `contentType`, base64 in `content`, and a `caption`. `undefined` if the message does
 * not have this form.
 */
export function inlineMediaIn({ content, contentType, caption }: MessageRequest): InlineMedia | undefined {
  if (!contentType) return undefined;
  const largest = largestOf(contentType);
  if (largest === undefined) return { error: errors.contentType };
  const bytes = Buffer.from(content ?? '', 'base64');
  // Decoding leaves out what is no base64.
  if (!content || bytes.toString('base64') !== content) return { wrong: 'content' };
  if ((caption ?? '').length > longestCaption) return { error: errors.contentTooLarge };
  if (caption && contentType.startsWith('audio/')) return { wrong: 'caption' };
  if (bytes.length > largest) return { error: errors.mediaTooLarge };
  return {
    file: { fileName: `file${extensionOfType(contentType)}`, contentType, bytes },
    caption: caption ?? undefined,
  };
}
