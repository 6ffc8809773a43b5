import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { brokenOff, parseBody, type ReadResult, refused, tooLarge } from './body.js';

/** A request of node:http, Express or restify. `body` is the result of a body parser, if one ran. */
export type CallbackRequest = IncomingMessage & { body?: unknown };

const mostBytes = 25 * 1024 * 1024;
const longestMs = 60_000;

/**
 * Reads the body of a callback, as JSON in UTF-8, whatever its content type. If a body parser has already read it, its
 * result is used. Never rejects. At most `limitBytes` are kept in memory; the rest of a longer body is discarded as it
 * arrives, so that the answer can be sent. A body that takes longer than `timeoutMs` is a 408, after which the
 * connection should be closed.
 */
export async function readJson(
  request: CallbackRequest,
  limitBytes = mostBytes,
  timeoutMs = longestMs,
): Promise<ReadResult> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return tooLarge(limitBytes);
  if (!isUnread(request)) return parseBody(request.body);
  return readStream(request, limitBytes, timeoutMs);
}

/** The same for a fetch `Request`. `body`: its text or JSON, if something has read it already. */
export async function readFetchJson(
  request: Request,
  body?: unknown,
  limitBytes = mostBytes,
  timeoutMs = longestMs,
): Promise<ReadResult> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) return tooLarge(limitBytes);
  if (typeof body === 'string' && Buffer.byteLength(body) > limitBytes) return tooLarge(limitBytes);
  if (body !== undefined) return parseBody(body);
  if (request.bodyUsed || request.body?.locked) {
    return refused(400, 'The body has been read already: give what was read as `body`.');
  }
  return request.body ? readStream(Readable.fromWeb(request.body), limitBytes, timeoutMs) : parseBody('');
}

/** Express 4 sets `body` to `{}` if no parser took the request. Only the stream distinguishes that from a body `{}`. */
function isUnread({ body, readableDidRead, readableEnded }: CallbackRequest): boolean {
  const isEmpty = !body || (typeof body === 'object' && Object.keys(body).length === 0);
  return isEmpty && !readableDidRead && !readableEnded;
}

async function readStream(stream: Readable, limitBytes: number, timeoutMs: number): Promise<ReadResult> {
  const read = await readBytes(stream, limitBytes, timeoutMs);
  return Buffer.isBuffer(read) ? parseBody(read) : read;
}

function readBytes(stream: Readable, limitBytes: number, timeoutMs: number): Promise<Buffer | ReadResult> {
  if (stream.destroyed) return Promise.resolve(brokenOff);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;

    const settle = (result: Buffer | ReadResult) => {
      clearTimeout(timer);
      stream.off('data', onData).off('end', onEnd).off('error', onBreak).off('close', onBreak);
      // An error of the rest is nobody's concern, and without a listener it would end the process.
      stream.on('error', () => {});
      // Without listeners the rest of the body is discarded. If it were not read, it would block the answer.
      stream.resume();
      resolve(result);
    };
    const onData = (chunk: Buffer | string) => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      length += bytes.length;
      if (length > limitBytes) settle(tooLarge(limitBytes));
      else chunks.push(bytes);
    };
    const onEnd = () => settle(Buffer.concat(chunks, length));
    const onBreak = () => settle(brokenOff);
    const timer = setTimeout(() => settle(refused(408, `The body did not end within ${timeoutMs} ms.`)), timeoutMs);

    stream.on('data', onData).on('end', onEnd).on('error', onBreak).on('close', onBreak);
  });
}
