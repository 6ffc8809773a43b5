import type { InboundContact } from './event.js';
import { idOf, isRecord, named } from './fields.js';

/** The numbers of a contact, as texts or records, and WhatsApp's ids of those that it knows. */
export function phonesIn(values: readonly unknown[]): Pick<InboundContact, 'phones' | 'waIds'> {
  const phones: string[] = [];
  const waIds: Record<string, string> = {};
  for (const value of values.flat()) {
    const field = isRecord(value) ? named(value) : undefined;
    const waId = idOf(field?.('waid'));
    const phone = field ? (idOf(field('phone', 'number', 'phonenumber', 'value')) ?? waId) : idOf(value);
    if (phone === undefined) continue;
    phones.push(phone);
    if (waId !== undefined && waId !== phone) waIds[phone] = waId;
  }
  return { phones, ...(Object.keys(waIds).length > 0 && { waIds }) };
}
