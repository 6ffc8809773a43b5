/** Reads a message. A tapped button without a text says its value, and a place says where it is. */
export function saidOf(activity) {
    if (activity.valueType === 'clickatell/unsupported')
        return { text: '', photos: [], captions: [] };
    const value = activity.value;
    const words = activity.text?.trim() || (typeof value === 'string' ? value.trim() : '');
    const text = [words, ...(activity.entities ?? []).flatMap(placeOf)].filter(Boolean).join(' ');
    return { text, photos: (activity.attachments ?? []).filter(isPhoto).map(photoOf), captions: [] };
}
/** Whether the message has a file that is not a photo, and that can therefore not be kept. */
export function hasOtherFiles({ attachments = [] }) {
    return attachments.some((attachment) => Boolean(attachment.contentUrl) && !isPhoto(attachment));
}
/** A name for a message, the same each time it is delivered: the idempotency key of what the turn opens or adds. */
export function turnOf({ channelId, conversation, id, timestamp }) {
    const at = timestamp === undefined ? '' : new Date(timestamp).getTime();
    return [channelId, conversation.id, id, at].join('/');
}
function placeOf(entity) {
    const { type, latitude, longitude } = entity;
    return type === 'GeoCoordinates' && latitude !== undefined ? [`(${latitude}, ${longitude})`] : [];
}
function isPhoto({ contentType, contentUrl }) {
    return typeof contentType === 'string' && contentType.startsWith('image/') && Boolean(contentUrl);
}
function photoOf({ contentType, contentUrl = '', name }) {
    return { contentType, name: name ?? 'photo', contentUrl };
}
/** All the words of an answer: the captions of its photos, then the answer itself. */
export function wordsOf({ text, captions }) {
    return [...captions, text].filter(Boolean).join('\n');
}
