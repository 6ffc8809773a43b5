import type { WireMessage } from './wire.js';

/**
 * The JSON of a request with messages. A file inside a message is base64, which needs no escaping: it is copied, because
 * `JSON.stringify` takes 50 ms for 19 MB of it, in which nothing else could run.
 */
export function messagesBody(messages: readonly WireMessage[]): string | Buffer {
  if (messages.every(({ contentType }) => contentType === undefined)) return JSON.stringify({ messages });
  const parts = messages.flatMap((message, index) => [Buffer.from(index === 0 ? '' : ','), ...partsOf(message)]);
  return Buffer.concat([Buffer.from('{"messages":['), ...parts, Buffer.from(']}')]);
}

function partsOf(message: WireMessage): Buffer[] {
  const { content, ...rest } = message;
  if (message.contentType === undefined || content === undefined || !isBase64(content)) {
    return [Buffer.from(JSON.stringify(message))];
  }
  const fields = JSON.stringify(rest).slice(0, -1);
  return [Buffer.from(`${fields},"content":"`), Buffer.from(content, 'latin1'), Buffer.from('"}')];
}

/** Decoding leaves out what is no base64, and is ten times as fast as a regular expression. */
function isBase64(text: string): boolean {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return text.length % 4 === 0 && Buffer.from(text, 'base64').length === (text.length / 4) * 3 - padding;
}
