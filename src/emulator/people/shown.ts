import type { InlineFile } from '../provider/inlineMedia.js';
import type { StoredFile } from '../provider/media.js';
import type { MessageRequest } from '../provider/sendRequest.js';
import type { ChatMessage, Quoted, ShownMessage } from './chatMessage.js';

type Place = NonNullable<ChatMessage['location']>;
type Contact = NonNullable<ChatMessage['contacts']>[number];

/** How a phone shows a free-form message of the business. `file` is its media. */
export function shownFreeForm(request: MessageRequest, file?: StoredFile, quoted?: Quoted): ShownMessage {
  return { ...shownContent(request, file), ...(quoted && { quoted }) };
}

/** How a phone shows a file that came inside the message. The provider has no id for it yet. */
export function shownInline(file: InlineFile, caption: string | undefined, quoted: Quoted | undefined): ShownMessage {
  return { ...shownMedia({ ...file, fileId: '' }, caption ? { caption } : {}), ...(quoted && { quoted }) };
}

function shownContent(request: MessageRequest, file?: StoredFile): ShownMessage {
  const { content, media, location, contacts, button, list, ctaUrl, locationRequest } = request;
  if (media && file) return shownMedia(file, media.caption ? { caption: media.caption } : {});
  if (location) {
    const { latitude, longitude, name, address } = location;
    return shownPlace({
      latitude: Number(latitude),
      longitude: Number(longitude),
      ...(name && { name }),
      ...(address && { address }),
    });
  }
  if (contacts) {
    return shownContacts(
      contacts.map(({ name, phones }) => ({
        name: name.formattedName,
        phones: (phones ?? []).map(({ phone }) => phone),
      })),
    );
  }
  if (button) {
    const buttons = button.items.map(({ title, postbackData }) => ({ title, postbackData }));
    return { kind: 'buttons', text: button.body, buttons };
  }
  if (list) return { kind: 'list', text: list.body, list: { button: list.button, sections: sectionsOf(list) } };
  if (ctaUrl) return { kind: 'link', text: ctaUrl.body, link: { title: ctaUrl.title, url: ctaUrl.url } };
  if (locationRequest) return { kind: 'locationRequest', text: locationRequest.body };
  return { kind: 'text', text: content ?? '' };
}

function sectionsOf({ sections }: NonNullable<MessageRequest['list']>): NonNullable<ChatMessage['list']>['sections'] {
  return sections.map(({ title, items }) => ({
    ...(title && { title }),
    rows: items.map(({ title, description, postbackData }) => ({
      title,
      ...(description && { description }),
      postbackData,
    })),
  }));
}

/** How a phone shows a file. */
export function shownMedia(
  file: InlineFile & Pick<StoredFile, 'fileId'>,
  { caption, voice }: { caption?: string; voice?: true },
): ShownMessage {
  const { fileId, fileName } = file;
  const text = caption ? `[${fileName}]\n${caption}` : `[${fileName}]`;
  const media = { ...fileFacts(file), ...(caption && { caption }), ...(voice && { voice }) };
  return { kind: 'media', text, fileId, media };
}

export function fileFacts({ contentType, fileName, bytes }: InlineFile): NonNullable<ChatMessage['media']> {
  return { contentType, fileName, byteSize: bytes.length };
}

/** How a phone shows a place. */
export function shownPlace(location: Place): ShownMessage {
  const lines = [`[${location.latitude}, ${location.longitude}]`, location.name, location.address];
  return { kind: 'location', text: lines.filter(Boolean).join('\n'), location };
}

/** How a phone shows people's cards. */
export function shownContacts(contacts: Contact[]): ShownMessage {
  return { kind: 'contacts', text: contacts.map(({ name }) => `[${name}]`).join('\n'), contacts };
}
