import { components, plainText, vCardsIn } from '../core/vcard.js';
import type { InboundContact } from './event.js';
import { idOf, lineOf } from './fields.js';

/** In UTF-16 units: a card with a large picture has more, and is read all the same, but not kept. */
const longestKept = 32 * 1024;

/** The contacts of a vCard text that have a name, a number or an address. */
export function readCard(text: string): InboundContact[] {
  const contacts = vCardsIn(text).flatMap((properties): InboundContact[] => {
    const all = (name: string) => properties.filter((property) => property.name === name);
    const [first = ''] = all('FN').map(({ value }) => plainText(value));
    const [lastName, firstName] = components(all('N')[0]?.value ?? '').map(lineOf);
    const company = lineOf(components(all('ORG')[0]?.value ?? '')[0]);
    const phones: string[] = [];
    const waIds: Record<string, string> = {};
    for (const { value, parameters } of all('TEL')) {
      const phone = idOf(plainText(value).replace(/^tel:/i, ''));
      const waId = idOf(parameters.get('waid'));
      if (phone === undefined) continue;
      phones.push(phone);
      if (waId !== undefined && waId !== phone) waIds[phone] = waId;
    }
    const emails = all('EMAIL').flatMap(({ value }) => idOf(plainText(value)) ?? []);
    const parts = [firstName, lastName].filter((part) => part !== undefined).join(' ');
    const name = [first, parts, company, phones[0], emails[0]].find(Boolean);
    if (name === undefined) return [];
    return [
      {
        name,
        ...(firstName !== undefined && { firstName }),
        ...(lastName !== undefined && { lastName }),
        phones,
        emails,
        ...(company !== undefined && { company }),
        ...(Object.keys(waIds).length > 0 && { waIds }),
      },
    ];
  });
  const [only, ...others] = contacts;
  return only && others.length === 0 && text.length <= longestKept ? [{ ...only, card: text }] : contacts;
}
