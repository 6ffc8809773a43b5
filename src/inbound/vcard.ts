import type { InboundContact } from './event.js';

/** A contact as a vCard 3.0 (RFC 2426), the version that all readers of vCards understand. */
export function vCard({ name, firstName, lastName, phones, emails, company, waIds = {} }: InboundContact): string {
  const hasParts = firstName !== undefined || lastName !== undefined;
  const parts = hasParts ? [lastName ?? '', firstName ?? ''] : ['', name];
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${[...parts, '', '', ''].map(escaped).join(';')}`,
    `FN:${escaped(name)}`,
    ...(company === undefined ? [] : [`ORG:${escaped(company)}`]),
    ...phones.map((phone) => `TEL${/^\d+$/.test(waIds[phone] ?? '') ? `;waid=${waIds[phone]}` : ''}:${escaped(phone)}`),
    ...emails.map((email) => `EMAIL:${escaped(email)}`),
    'END:VCARD',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** Escapes new lines, too, so that none begins another property. */
function escaped(value: string): string {
  return value.replace(/[\\;,]/g, '\\$&').replace(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/g, '\\n');
}
