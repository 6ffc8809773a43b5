import { paths } from '../../clickatell/wire.js';
import type { Conversation } from '../../core/conversation.js';
import { InvalidInputError } from '../../core/errors.js';
import { baseType, type StoredFile } from '../provider/media.js';
import type { World } from '../world.js';
import { type ChatMessage, inChat } from './chatMessage.js';
import type { Given, GivenContact, GivenEdit, GivenMedia, GivenReaction, Utterance } from './said.js';
import { sampleOf, sampleTypes } from './samples.js';
import { shownContacts, shownMedia, shownPlace } from './shown.js';
import { tapOn } from './tap.js';

const kinds = ['text', 'media', 'location', 'contact', 'tap', 'reaction', 'edit'] as const;

/** Reads what a person says to one number. Throws `InvalidInputError`. */
export function utterance(world: World, pair: Conversation, given: Given): Utterance {
  if (kinds.filter((kind) => given[kind] !== undefined).length !== 1) {
    throw new InvalidInputError('text', `give exactly one of ${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)}`);
  }
  const { text = '', media, location, contact, tap, reaction, edit, quote } = given;
  if (reaction) {
    if (quote !== undefined) throw new InvalidInputError('quote', 'a reaction quotes nothing; use reaction.messageId');
    return reactionOf(world, pair, reaction);
  }
  if (edit) {
    if (quote !== undefined) throw new InvalidInputError('quote', 'an edit quotes nothing; use edit.messageId');
    return editOf(world, pair, edit);
  }
  const related = quote === undefined ? undefined : findMessage(world, pair, 'quote', quote);
  if (tap !== undefined) return tapOn(world.chats.chat(pair)?.messages ?? [], tap, related);
  const answers = related && { related };
  if (media) return { ...mediaOf(world, media), ...answers };
  if (contact) return { ...contactOf(contact), ...answers };
  if (location) return { ...locationOf(location), ...answers };
  return { event: 'moText', entry: { content: text, charset: 'UTF-8' }, shown: { kind: 'text', text }, ...answers };
}

/** A message of this chat by the provider's id, or the business's latest one. */
function findMessage({ chats }: World, pair: Conversation, field: string, id: string | true | undefined): ChatMessage {
  const found =
    typeof id === 'string'
      ? inChat(chats.find(id), pair)
      : chats.chat(pair)?.messages.findLast(({ direction, error }) => direction === 'out' && !error);
  if (found) return found;
  const what = typeof id === 'string' ? 'no such message' : 'no message of the business';
  throw new InvalidInputError(field, `${what} stands in this chat`);
}

function mediaOf(world: World, given: GivenMedia): Utterance {
  const { voice = false, caption, contentType = voice ? 'audio/ogg; codecs=opus' : undefined } = given;
  if (contentType === undefined) throw new InvalidInputError('media.contentType', 'say what it is, as in image/png');
  const type = baseType(contentType);
  if (voice && !type.startsWith('audio/')) throw new InvalidInputError('media.voice', 'a voice note is audio');
  if (caption && type.startsWith('audio/')) throw new InvalidInputError('media.caption', 'audio has no caption');
  const { fileName = voice ? 'voice.ogg' : (fileNames[type] ?? 'file') } = given;
  const file = world.media.put({ fileName, contentType, bytes: bytesOf(given, type) }, world.clock.now());
  return {
    event: 'moMedia',
    entry: { files: [fileEntry(world, file)], caption: caption ?? null },
    shown: shownMedia(file, { ...(caption !== undefined && { caption }), ...(voice && { voice }) }),
  };
}

const fileNames: Readonly<Record<string, string | undefined>> = {
  'image/jpeg': 'photo.jpg',
  'image/png': 'photo.png',
  'application/pdf': 'document.pdf',
  'audio/ogg': 'audio.ogg',
  'video/mp4': 'video.mp4',
};

function bytesOf({ data, text }: GivenMedia, type: string): Buffer {
  if (data !== undefined && text !== undefined) throw new InvalidInputError('media', 'give either data or text');
  if (data !== undefined) return Buffer.from(data, 'base64');
  if (text !== undefined) return Buffer.from(text, 'utf8');
  const sample = sampleOf(type);
  if (sample) return sample;
  throw new InvalidInputError('media', `give data or text; there are samples of ${sampleTypes.join(', ')} only`);
}

function fileEntry({ url }: World, { fileId, fileName, contentType, sha256Hash, bytes }: StoredFile): object {
  const downloadUrl = `${url}${paths.media}?${new URLSearchParams({ fileId, sha256Hash })}`;
  return { contentType, downloadUrl, sha256Hash, byteSize: bytes.length, fileName };
}

function locationOf(place: NonNullable<Given['location']>): Utterance {
  const { latitude, longitude, name, address } = place;
  return {
    event: 'moLocation',
    entry: { latitude, longitude, locationName: name ?? null, locationAddress: address ?? null },
    shown: shownPlace(place),
  };
}

/** It is not known how Clickatell reports a contact. This is the form in which contacts are sent. */
function contactOf({ name, phones = [] }: GivenContact): Utterance {
  return {
    event: 'moContacts',
    entry: { contacts: [{ name: { formattedName: name }, phones: phones.map((phone) => ({ phone })) }] },
    shown: shownContacts([{ name, phones }]),
  };
}

/** It is not known how Clickatell reports a reaction. */
function reactionOf(world: World, pair: Conversation, { emoji, messageId }: GivenReaction): Utterance {
  const related = findMessage(world, pair, 'reaction.messageId', messageId);
  return {
    event: 'moReaction',
    entry: { reaction: { emoji, messageId: related.id } },
    shown: { kind: 'reaction', text: emoji },
    related,
  };
}

/** It is not known how Clickatell reports an edit. */
function editOf({ chats }: World, pair: Conversation, { text, messageId }: GivenEdit): Utterance {
  const edited =
    messageId === undefined
      ? chats.chat(pair)?.messages.findLast(isOwnText)
      : [inChat(chats.find(messageId), pair)].find((one) => one && isOwnText(one));
  if (!edited) throw new InvalidInputError('edit.messageId', 'the person has written no such text in this chat');
  const entry = { content: text, charset: 'UTF-8', relatedMessageId: edited.id };
  return { event: 'moEdited', entry, shown: { kind: 'text', text }, edited };
}

function isOwnText({ direction, kind }: ChatMessage): boolean {
  return direction === 'in' && kind === 'text';
}
