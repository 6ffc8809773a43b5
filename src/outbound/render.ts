import type { Activity } from 'botbuilder';
import type { WireMessage, WireTemplate } from '../clickatell/wire.js';
import type { BoundTemplate } from '../templates/bind.js';
import { pieces } from './pieces.js';
import { splitText } from './text/split.js';

/** What a message looks like on the wire, but for whom it goes to and its id. */
export type Content = Omit<WireMessage, 'channel' | 'to' | 'clientMessageId'>;

/**
 * A free-form activity as the texts that say it, in order, with nothing but words: what can be chosen is numbered, a
 * file is its name and address. An activity that says nothing gives none.
 */
export function render(activity: Partial<Activity>): Content[] {
  return pieces(activity).flatMap(({ text }) => splitText(text).map((content) => ({ content })));
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
