import { paths } from '../../clickatell/wire.js';
import { InvalidInputError } from '../../core/errors.js';
import { baseType } from '../provider/media.js';
import { inChat } from './chatMessage.js';
import { sampleOf, sampleTypes } from './samples.js';
import { shownContacts, shownMedia, shownPlace } from './shown.js';
import { tapOn } from './tap.js';
const kinds = ['text', 'media', 'location', 'contact', 'tap', 'reaction'];
/** Reads what a person says to one number. Throws `InvalidInputError`. */
export function utterance(world, pair, given) {
    if (kinds.filter((kind) => given[kind] !== undefined).length !== 1) {
        throw new InvalidInputError('text', `give exactly one of ${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)}`);
    }
    const { text = '', media, location, contact, tap, reaction, quote } = given;
    if (reaction) {
        if (quote !== undefined)
            throw new InvalidInputError('quote', 'a reaction quotes nothing; use reaction.messageId');
        return reactionOf(world, pair, reaction);
    }
    const related = quote === undefined ? undefined : findMessage(world, pair, 'quote', quote);
    if (tap !== undefined)
        return tapOn(world.chats.chat(pair)?.messages ?? [], tap, related);
    const answers = related && { related };
    if (media)
        return { ...mediaOf(world, media), ...answers };
    if (contact)
        return { ...contactOf(contact), ...answers };
    if (location)
        return { ...locationOf(location), ...answers };
    return { event: 'moText', entry: { content: text, charset: 'UTF-8' }, shown: { kind: 'text', text }, ...answers };
}
/** A message of this chat by the provider's id, or the business's latest one. */
function findMessage({ chats }, pair, field, id) {
    const found = typeof id === 'string'
        ? inChat(chats.find(id), pair)
        : chats.chat(pair)?.messages.findLast(({ direction, error }) => direction === 'out' && !error);
    if (found)
        return found;
    const what = typeof id === 'string' ? 'no such message' : 'no message of the business';
    throw new InvalidInputError(field, `${what} stands in this chat`);
}
function mediaOf(world, given) {
    const { voice = false, caption, contentType = voice ? 'audio/ogg; codecs=opus' : undefined } = given;
    if (contentType === undefined)
        throw new InvalidInputError('media.contentType', 'say what it is, as in image/png');
    const type = baseType(contentType);
    if (voice && !type.startsWith('audio/'))
        throw new InvalidInputError('media.voice', 'a voice note is audio');
    if (caption && type.startsWith('audio/'))
        throw new InvalidInputError('media.caption', 'audio has no caption');
    const { fileName = voice ? 'voice.ogg' : (fileNames[type] ?? 'file') } = given;
    const file = world.media.put({ fileName, contentType, bytes: bytesOf(given, type) }, world.clock.now());
    return {
        event: 'moMedia',
        entry: { files: [fileEntry(world, file)], caption: caption ?? null },
        shown: shownMedia(file, { ...(caption !== undefined && { caption }), ...(voice && { voice }) }),
    };
}
const fileNames = {
    'image/jpeg': 'photo.jpg',
    'image/png': 'photo.png',
    'application/pdf': 'document.pdf',
    'audio/ogg': 'audio.ogg',
    'video/mp4': 'video.mp4',
};
function bytesOf({ data, text }, type) {
    if (data !== undefined && text !== undefined)
        throw new InvalidInputError('media', 'give either data or text');
    if (data !== undefined)
        return Buffer.from(data, 'base64');
    if (text !== undefined)
        return Buffer.from(text, 'utf8');
    const sample = sampleOf(type);
    if (sample)
        return sample;
    throw new InvalidInputError('media', `give data or text; there are samples of ${sampleTypes.join(', ')} only`);
}
function fileEntry({ url }, { fileId, fileName, contentType, sha256Hash, bytes }) {
    const downloadUrl = `${url}${paths.media}?${new URLSearchParams({ fileId, sha256Hash })}`;
    return { contentType, downloadUrl, sha256Hash, byteSize: bytes.length, fileName };
}
function locationOf(place) {
    const { latitude, longitude, name, address } = place;
    return {
        event: 'moLocation',
        entry: { latitude, longitude, locationName: name ?? null, locationAddress: address ?? null },
        shown: shownPlace(place),
    };
}
/** It is not known how Clickatell reports a contact. This is the form in which contacts are sent. */
function contactOf({ name, phones = [] }) {
    return {
        event: 'moContacts',
        entry: { contacts: [{ name: { formattedName: name }, phones: phones.map((phone) => ({ phone })) }] },
        shown: shownContacts([{ name, phones }]),
    };
}
/** It is not known how Clickatell reports a reaction. */
function reactionOf(world, pair, { emoji, messageId }) {
    const related = findMessage(world, pair, 'reaction.messageId', messageId);
    return {
        event: 'moReaction',
        entry: { reaction: { emoji, messageId: related.id } },
        shown: { kind: 'reaction', text: emoji },
        related,
    };
}
