import { readContacts } from './contacts.js';
import { isEncrypted, isRecord, numberOf, textOf } from './fields.js';
import { readMedia } from './media.js';
import { isReaction, readReaction } from './reaction.js';
import { readTap } from './tap.js';
/** The content of a message, by its event; `unsupported` if it cannot be read completely. */
export function contentOf(event, entry) {
    const isSecret = isEncrypted(entry) || (Array.isArray(entry.files) && entry.files.some(isSecretFile));
    const content = isSecret ? undefined : readContent(event, entry);
    if (content)
        return content;
    const reason = isSecret ? 'encrypted' : isKnown(event) ? 'unreadable' : 'unknown-kind';
    return { kind: 'unsupported', event: event.slice(0, 64), reason };
}
const knownEvents = new Set(['moText', 'moMedia', 'moLocation', 'moButtonResponse', 'moListResponse', 'moContacts']);
function isKnown(event) {
    return knownEvents.has(event) || isReaction(event);
}
function isSecretFile(file) {
    return isRecord(file) && isEncrypted(file);
}
function readContent(event, entry) {
    switch (event) {
        case 'moText':
            return readText(entry);
        case 'moMedia':
            return readMedia(entry);
        case 'moLocation':
            return readLocation(entry);
        default:
            return isReaction(event) ? readReaction(entry) : readOther(entry);
    }
}
/** A text with the data of a button is a tap on that button. */
function readText(entry) {
    const { content } = entry;
    if (typeof content !== 'string')
        return undefined;
    const postbackData = readTap(entry)?.postbackData;
    return postbackData !== undefined && textOf(content) !== undefined
        ? { kind: 'button', title: content, postbackData }
        : { kind: 'text', text: content };
}
function readLocation(entry) {
    // Clickatell has been seen to send `latitute`.
    const latitude = numberOf(entry.latitude ?? entry.latitute);
    const longitude = numberOf(entry.longitude);
    if (latitude === undefined || longitude === undefined)
        return undefined;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
        return undefined;
    const name = textOf(entry.locationName);
    const address = textOf(entry.locationAddress);
    return {
        kind: 'location',
        latitude,
        longitude,
        ...(name !== undefined && { name }),
        ...(address !== undefined && { address }),
    };
}
/** Any other event, by its content, because the names of these events are not certain: contacts, a tap or a text. */
function readOther(entry) {
    if (Array.isArray(entry.contacts))
        return readContacts(entry);
    const isPlain = entry.contentType === undefined || entry.contentType === null;
    const content = isPlain ? textOf(entry.content) : undefined;
    const tap = readTap(entry);
    const title = tap?.title ?? content ?? tap?.postbackData;
    if (!tap || title === undefined)
        return content === undefined ? undefined : { kind: 'text', text: content };
    const { postbackData } = tap;
    return { kind: 'button', title, ...(postbackData !== undefined && { postbackData }) };
}
