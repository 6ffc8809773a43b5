import { isVCard } from '../core/vcard.js';
import { readCard } from './card.js';
import type { InboundContact } from './event.js';
import { idOf, isRecord, lineOf, named } from './fields.js';
import { phonesIn } from './phones.js';

type Entry = Record<string, unknown>;

/** Where contacts were seen: Clickatell documents no shape, and others name a single one or have the vCard alone. */
const places = ['contacts', 'contactsarraymessage', 'contactmessage', 'vcards'];
/** What of an entry itself may be a contact, if the event is about one. The rest is about who sent it. */
const ownFields = [
  ...['vcard', 'vcf', 'name', 'displayname', 'formattedname', 'firstname', 'lastname'],
  ...['phones', 'phone', 'emails', 'email', 'org', 'organization', 'company'],
];

/** Whether an event is about contacts, by its name. */
export function isAboutContacts(event: string): boolean {
  return /contact|vcard/i.test(event);
}

/** Whether an entry has contacts, whatever its event is called. */
export function hasContacts(entry: Entry): boolean {
  return named(entry)(...places, 'vcard') !== undefined;
}

/**
 * Contacts that a person shared, each with what it has: a name, a number or an address is enough. None if something among
 * them is no contact at all, because a bot would take the rest for everything that was sent.
 */
export function readContacts(entry: Entry) {
  const contacts = contactsIn(named(entry)(...places, 'contact') ?? ownOf(entry));
  return contacts && contacts.length > 0 ? { kind: 'contacts' as const, contacts } : undefined;
}

function ownOf(entry: Entry): Entry {
  const field = named(entry);
  const { content } = entry;
  return {
    ...Object.fromEntries(ownFields.map((name) => [name, field(name)])),
    ...(typeof content === 'string' && isVCard(content) && { vcard: content }),
  };
}

/** All contacts in a value; `undefined` if a part of it is none. */
function contactsIn(value: unknown): InboundContact[] | undefined {
  if (Array.isArray(value)) {
    const all = value.map(contactsIn);
    return all.some((each) => each === undefined) ? undefined : all.flatMap((each) => each ?? []);
  }
  if (typeof value === 'string') return isVCard(value) ? readCard(value) : undefined;
  if (!isRecord(value)) return undefined;
  const field = named(value);
  const inside = field('contacts', 'contactmessage');
  return inside === undefined ? readContact(value) : contactsIn(inside);
}

/** One contact, or those of its vCard. None for an empty one. */
function readContact(contact: Entry): InboundContact[] {
  const field = named(contact);
  const card = field('vcard', 'vcf', 'card');
  const cards = typeof card === 'string' ? readCard(card) : [];
  if (cards.length > 1) return cards;
  const [written] = cards;
  const { phones, waIds } = phonesIn([field('phones', 'phonenumbers', 'numbers'), field('phone', 'phonenumber')]);
  const numbers = phones.length > 0 ? phones : textsIn(field('number', 'msisdn', 'mobile', 'tel', 'waid'));
  const emails = textsIn([field('emails', 'emailaddresses'), field('email')], 'email', 'address');
  const company = companyIn(field('organization', 'org', 'company')) ?? written?.company;
  const all = {
    ...written,
    ...namesOf(contact),
    phones: distinct([...numbers, ...(written?.phones ?? [])]),
    emails: distinct([...emails, ...(written?.emails ?? [])]),
    ...(company !== undefined && { company }),
    ...((waIds ?? written?.waIds) && { waIds: { ...written?.waIds, ...waIds } }),
  };
  // What stands beside a card is often shortened, so it counts only if the card has no name.
  const isNamed = written && ![company, ...all.phones, ...all.emails].includes(written.name);
  const beside = lineOf(field('displayname')) ?? lineOf(field('nickname'));
  const whole = namesOf(contact).name ?? (isNamed ? written.name : beside);
  const name = whole ?? company ?? all.phones[0] ?? all.emails[0];
  return name === undefined ? [] : [{ ...all, name }];
}

function namesOf(contact: Entry): Partial<Pick<InboundContact, 'name' | 'firstName' | 'lastName'>> {
  const field = named(contact);
  const given = field('name');
  const inside = isRecord(given) ? named(given) : () => undefined;
  const firstName = lineOf(inside('firstname', 'givenname') ?? field('firstname', 'givenname'));
  const lastName = lineOf(inside('lastname', 'familyname') ?? field('lastname', 'familyname', 'surname'));
  const inParts = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  const whole = [inside('formattedname', 'displayname'), given, field('formattedname', 'fullname', 'fn'), inParts];
  const name = whole.map(lineOf).find((each) => each !== undefined);
  return {
    ...(name !== undefined && { name }),
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
  };
}

/** The texts of a list, or of one value: themselves, or the field of a record that has one of the names. */
function textsIn(values: unknown, ...names: string[]): string[] {
  return [values].flat(2).flatMap((value) => idOf(isRecord(value) ? named(value)(...names, 'value') : value) ?? []);
}

function companyIn(value: unknown): string | undefined {
  return lineOf(isRecord(value) ? named(value)('company', 'name') : value);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
