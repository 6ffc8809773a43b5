import type { WireContact } from '../../clickatell/wire.js';
import { readDataUrl } from '../../core/dataUrl.js';
import { components, plainText, type VCardProperty, vCardsIn } from '../../core/vcard.js';
import { type Block, wordsBlock } from './block.js';
import { type Fields, wordOf } from './plain.js';
import { lines, typed } from './words.js';

/** A vCard with more than this is sent as a file or as text. */
const longestContact = 4096;
const mostContacts = 20;

/** Reads a vCard that the activity contains; `undefined` for anything else, or if it cannot be read. */
export function contactBlocks({ contentType, content, contentUrl }: Fields): Block[] | undefined {
  if (!/^text\/(?:x-)?vcard\b|^text\/directory\b/i.test(wordOf(contentType) ?? '')) return undefined;
  const inline = wordOf(contentUrl)?.trim();
  const text = wordOf(content) ?? (inline && readDataUrl(inline)?.bytes.toString('utf8'));
  const contacts = text ? readVCards(text) : [];
  if (contacts.length === 0 || contacts.length > mostContacts) return undefined;
  const blocks = contacts.flatMap(({ contact, rest }): Block[] => {
    const { name, phones = [], emails = [], organization } = contact;
    const said = lines(
      name.formattedName,
      ...phones.map(({ phone }) => phone),
      ...emails.map(({ email }) => email),
      organization?.company,
      organization?.title,
    );
    return [{ kind: 'contact', contact, text: typed(said) }, ...wordsBlock(typed(lines(...rest)))];
  });
  return blocks.every((block) => block.kind !== 'contact' || block.text.length <= longestContact) ? blocks : undefined;
}

export interface ReadContact {
  readonly contact: WireContact;
  /** The values that a contact on WhatsApp has no field for, as text: notes, addresses, web pages. */
  readonly rest: readonly string[];
}

/** Properties that are not text for a person: what a program needs of the card, bytes, and tags of an address book. */
const unsaid = [
  ...['BEGIN', 'END', 'VERSION', 'PRODID', 'REV', 'UID', 'SOURCE', 'NAME', 'PROFILE', 'KIND', 'CLASS', 'MAILER', 'XML'],
  ...['PHOTO', 'LOGO', 'SOUND', 'KEY', 'AGENT', 'CATEGORIES', 'SORT-STRING', 'CLIENTPIDMAP', 'MEMBER', 'RELATED'],
  ...['GEO', 'TZ', 'FBURL', 'CALURI', 'CALADRURI', 'N', 'FN'],
];
const taken = ['TEL', 'EMAIL', 'ORG', 'TITLE'];

/** The contacts of a vCard file (RFC 2426 and 6350) that have a name or a number. */
function readVCards(text: string): ReadContact[] {
  return vCardsIn(text).flatMap(readCard);
}

function readCard(all: readonly VCardProperty[]): ReadContact[] {
  const valuesOf = (name: string) => all.filter((line) => line.name === name && plainText(line.value) !== '');
  const first = (name: string) => valuesOf(name)[0]?.value;
  const [lastName = '', firstName = ''] = components(first('N') ?? '');
  const [company = '', ...units] = components(first('ORG') ?? '');
  const title = plainText(first('TITLE') ?? '');
  const phones = valuesOf('TEL').map((line) => ({
    phone: plainText(line.value).replace(/^tel:/i, ''),
    ...kindOf(line, all),
    ...waIdOf(line),
  }));
  const emails = valuesOf('EMAIL').map((line) => ({ email: plainText(line.value), ...kindOf(line, all) }));
  const formattedName =
    [plainText(first('FN') ?? ''), `${firstName} ${lastName}`.trim(), company, phones[0]?.phone, emails[0]?.email].find(
      Boolean,
    ) ?? '';
  if (formattedName === '') return [];
  const rest = all.filter((line) => isSaid(line) && plainText(line.value) !== '');
  const more = [...units, ...(company === '' && title !== '' ? [title] : [])].filter(Boolean);
  const contact = {
    name: { formattedName, ...(firstName && { firstName }), ...(lastName && { lastName }) },
    ...(phones.length > 0 && { phones }),
    ...(emails.length > 0 && { emails }),
    ...(company && { organization: { company, ...(title && { title }) } }),
  };
  return [{ contact, rest: [...more, ...rest.map(({ value }) => components(value).filter(Boolean).join(', '))] }];
}

/** Programs have properties of their own, which all begin with `X-`. */
function isSaid({ name, parameters, value }: VCardProperty): boolean {
  const isBytes = /^(?:b|base64)$/i.test(parameters.get('encoding') ?? '') || /^data:/i.test(value);
  return !isBytes && !name.startsWith('X-') && ![...unsaid, ...taken].includes(name);
}

/** The kind of a number or an address: one of its types, or the label that Apple keeps beside it, as `_$!<Mobile>!$_`. */
function kindOf({ types, group }: VCardProperty, all: readonly VCardProperty[]): { type?: string } {
  const label = group && all.find((line) => line.name === 'X-ABLABEL' && line.group === group);
  const labels = label ? [plainText(label.value).replace(/^_\$!<(.*)>!\$_$/, '$1')] : [];
  const known = [...types, ...labels].find((type) => /^(?:cell|mobile|iphone|main|home|work)$/i.test(type));
  return known === undefined ? {} : { type: known.toUpperCase() };
}

/** Without the number's id on WhatsApp, the person is offered to invite the contact instead of writing to them. */
function waIdOf({ parameters }: VCardProperty): { waId?: string } {
  const waId = parameters.get('waid') ?? '';
  return /^\d{5,20}$/.test(waId) ? { waId } : {};
}
