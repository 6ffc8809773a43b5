import { hash } from 'node:crypto';
/** The id of a free-form part of a message: the first one has the message's own. */
export function partId(message, index) {
    return index === 0 ? message : `${message}.${index}`;
}
/** The id of the fallback text that is sent if the provider does not take a part. */
export function fallbackId(part) {
    return `${part}.n`;
}
/** The id of the template that is sent after the message had its free-form try. */
export function templateId(message) {
    return `${message}.t`;
}
/** The id of the `nth` template that is tried for the message, from the second on. */
export function nextTemplateId(message, nth) {
    return `${message}.t${nth}`;
}
/** The id under which a message leaves once more, because its first free-form try was refused for the window. */
export function againId(message) {
    return `${message}.r`;
}
/** The ids under which a message was sent before it left under this one, the latest first. */
export function triesBefore(message) {
    if (!isAgain(message))
        return [];
    const before = message.slice(0, -againId('').length);
    return [before, ...triesBefore(before)];
}
/** The id under which a message was sent first. */
export function firstId(message) {
    return triesBefore(message).at(-1) ?? message;
}
/** Whether a message with this id has been sent before under another one. */
export function isAgain(message) {
    return message.endsWith('.r');
}
/**
 * The id of the template that asks a person to answer, in the conversation with this id: the same for whatever is held,
 * until the person writes or it has left. In epoch ms: when they wrote, and when the last one left.
 */
export function askId(conversation, heardAt, askedAt) {
    const cause = hash('sha256', `${conversation} ${heardAt}`, 'buffer').toString('base64url').slice(0, 22);
    return `${cause}.a${askedAt.toString(36)}`;
}
/** Whether a message asks a person to answer. */
export function isAsk(message) {
    return /\.a[0-9a-z]+$/.test(message);
}
