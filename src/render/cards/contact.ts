import { readDataUrl } from '../../core/dataUrl.js';
import { type Block, wordsBlock } from './block.js';
import { type Fields, wordOf } from './plain.js';
import { readVCards } from './vcard.js';
import { lines, typed } from './words.js';

/** A contact that says more is no one's card; it goes out as a file or in words. */
const longestContact = 4096;
const mostContacts = 20;

/** A vCard that the activity has in itself; `undefined` for what is none, or cannot be read. */
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
