import { components, plainText, vCardsIn } from '../core/vcard.js';
import type { InboundContact } from './event.js';
import { idOf, lineOf } from './fields.js';
import { phonesIn } from './phones.js';

/** In UTF-16 units: a card with a large picture has more, and is read all the same, but not kept. */
const longestKept = 32 * 1024;

/** The contacts of a vCard text that have a name, a number or an address. */
export function readCard(text: string): InboundContact[] {
  const contacts = vCardsIn(text).flatMap((properties): InboundContact[] => {
    const all = (name: string) => properties.filter((property) => property.name === name);
    const [first = ''] = all('FN').map(({ value }) => plainText(value));
    const [lastName, firstName] = components(all('N')[0]?.value ?? '').map(lineOf);
    const company = lineOf(components(all('ORG')[0]?.value ?? '')[0]);
    const { phones, waIds } = phonesIn(
      all('TEL').map(({ value, parameters }) => {
        return { phone: plainText(value).replace(/^tel:/i, ''), waid: parameters.get('waid') };
      }),
    );
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
        ...(waIds && { waIds }),
      },
    ];
  });
  const [only, ...others] = contacts;
  return only && others.length === 0 && text.length <= longestKept ? [{ ...only, card: text }] : contacts;
}
