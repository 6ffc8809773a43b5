import type { Activity, Attachment } from 'botbuilder';
import type { WireMessage, WireTemplate } from '../clickatell/wire.js';
import type { BoundTemplate } from '../templates/bind.js';
import { choicesOf, numberedList } from './choices.js';
import { splitText } from './split.js';
import { toWhatsAppText } from './text.js';

/** What a message looks like on the wire, but for whom it goes to and its id. */
export type Content = Omit<WireMessage, 'channel' | 'to' | 'clientMessageId'>;

/**
 * A free-form activity as the messages that say it, in order: its text, what can be said of its attachments in words,
 * and its suggested actions as a numbered list, cut into pieces that WhatsApp takes. An activity that says nothing
 * gives none.
 */
export function render(activity: Partial<Activity>): Content[] {
  const text = activity.text ? toWhatsAppText(activity.text, activity.textFormat) : '';
  const attachments = (activity.attachments ?? []).map(describe).filter((line) => line !== '');
  const choices = choicesOf(activity);
  const list = choices.length > 0 ? numberedList(choices) : '';
  const whole = [text, ...attachments, list].filter((block) => block.trim() !== '').join('\n\n');
  return splitText(whole).map((content) => ({ content }));
}

/** An attachment in words: a card's title and texts, a file's name and address. */
function describe({ name, contentUrl, content }: Attachment): string {
  const card: Record<string, unknown> = typeof content === 'object' && content !== null ? content : {};
  const words = [card.title, card.subtitle, card.text, name].filter((word) => typeof word === 'string' && word !== '');
  const address = contentUrl && /^https?:/i.test(contentUrl) ? contentUrl : undefined;
  return [...words.map((word) => toWhatsAppText(String(word), 'plain')), ...(address ? [address] : [])].join('\n');
}

/** A template with its slots filled in. */
export function renderTemplate({ template, parameters }: BoundTemplate): Content {
  const value = (slot: string) => parameters[slot] ?? '';
  const numbered = template.slots.map((slot, index): [string, string] => [String(index + 1), value(slot)]);
  const header = template.header;
  const buttons = (template.buttons ?? []).flatMap(
    (button, index): NonNullable<WireTemplate['buttons']> =>
      button.type === 'url' && button.slot
        ? [{ type: 'url', listPosition: index + 1, parameters: { 1: value(button.slot) } }]
        : [],
  );
  return {
    template: {
      templateName: template.portalName ?? template.name,
      ...(header?.slot &&
        (header.type === 'text'
          ? { header: { type: 'text', text: { parameters: { 1: value(header.slot) } } } }
          : { header: { type: 'media', media: { fileId: value(header.slot) } } })),
      ...(numbered.length > 0 && { body: { parameters: Object.fromEntries(numbered) } }),
      ...(buttons.length > 0 && { buttons }),
    },
  };
}
