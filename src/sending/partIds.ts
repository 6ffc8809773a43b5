import { hash } from 'node:crypto';

/** The id of a free-form part of a message: the first one has the message's own. */
export function partId(message: string, index: number): string {
  return index === 0 ? message : `${message}.${index}`;
}

/** The position of a free-form part in its message, from 0. */
export function positionOf(part: string, message: string): number {
  return part === message ? 0 : Number(part.slice(message.length + 1));
}

/** The id of the fallback text that is sent if the provider does not take a part. */
export function fallbackId(part: string): string {
  return `${part}.n`;
}

/** The id of the template that is sent after the message had its free-form try. */
export function templateId(message: string): string {
  return `${message}.t`;
}

/** The id of the `nth` template that is tried for the message, from the second on. */
export function nextTemplateId(message: string, nth: number): string {
  return `${message}.t${nth}`;
}

/** The id under which a message leaves once more, because its first free-form try was refused for the window. */
export function againId(message: string): string {
  return `${message}.r`;
}

/** The ids under which a message was sent before it left under this one, the latest first. */
export function triesBefore(message: string): string[] {
  if (!isAgain(message)) return [];
  const before = message.slice(0, -againId('').length);
  return [before, ...triesBefore(before)];
}

/** The id under which a message was sent first. */
export function firstId(message: string): string {
  return triesBefore(message).at(-1) ?? message;
}

/** Whether a message with this id has been sent before under another one. */
export function isAgain(message: string): boolean {
  return message.endsWith('.r');
}

/**
 * The id of the template that asks a person to answer, in the conversation with this id: the same for whatever is held,
 * until the person writes or it has left. In epoch ms: when they wrote, and when the last one left.
 */
export function askId(conversation: string, heardAt: number, askedAt: number): string {
  const cause = hash('sha256', `${conversation} ${heardAt}`, 'buffer').toString('base64url').slice(0, 22);
  return `${cause}.a${askedAt.toString(36)}`;
}

/** Whether a message asks a person to answer. */
export function isAsk(message: string): boolean {
  return /\.a[0-9a-z]+$/.test(message);
}
