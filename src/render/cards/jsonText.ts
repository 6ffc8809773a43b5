import type { Activity } from '../../core/activity.js';
import { InvalidInputError } from '../../core/errors.js';
import { type Fields, isFields, type Plain, plain } from './plain.js';

export const cardType = /^application\/vnd\.microsoft\.(?:teams\.)?card\.([\w.]+)$/i;

/** A card's content that was given as JSON text; `undefined` if it is anything else, or no JSON. */
export function fieldsInJson(content: Plain | undefined): Fields | undefined {
  if (!isJsonText(content)) return undefined;
  try {
    const read = plain(JSON.parse(content.replace(/^\uFEFF/, '')));
    return isFields(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text is meant as a JSON object. It is never shown to a person as it stands. */
export function isJsonText(content: unknown): content is string {
  return typeof content === 'string' && /^[\s\uFEFF]*\{/.test(content);
}

/**
 * Refuses a message with a card whose content is given as JSON text that cannot be read: it would leave without the card.
 *
 * @throws InvalidInputError that names the attachment, and nothing of its content.
 */
export function refuseBrokenCards({ attachments }: Activity): void {
  if (!Array.isArray(attachments)) return;
  for (const [index, attachment] of attachments.entries()) {
    const { contentType, content } = attachment ?? {};
    if (typeof contentType !== 'string' || !cardType.test(contentType) || !isJsonText(content)) continue;
    if (fieldsInJson(content)) continue;
    throw new InvalidInputError(
      `attachments[${index}].content`,
      'is JSON text that cannot be parsed: give the card as an object, as CardFactory does',
    );
  }
}
