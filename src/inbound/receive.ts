import type { ServerResponse } from 'node:http';
import { authenticate } from './authenticate.js';
import { type ParsedCallback, parseCallback } from './parse.js';
import { type CallbackRequest, readJson } from './read.js';

/** What came in, or the HTTP status and the reason with which it is turned away. */
export type Received =
  | { readonly ok: true; readonly callback: ParsedCallback }
  | { readonly ok: false; readonly status: 400 | 401 | 408 | 413; readonly reason: string };

/** Authenticates, reads and parses a callback. Nothing of a request is read before it has shown the secret. */
export async function receive(request: CallbackRequest, secret: string | undefined): Promise<Received> {
  if (!authenticate(request, secret)) {
    const reason = 'The callback must carry the webhook secret: as ?key=… in its URL, or as HTTP Basic password.';
    return { ok: false, status: 401, reason };
  }
  const read = await readJson(request);
  if (!read.ok) return read;
  const callback = parseCallback(read.value);
  if (callback.tooMany) return { ok: false, status: 400, reason: 'The callback has more than 1000 entries.' };
  return { ok: true, callback };
}

/** Answers a callback. Clickatell looks at the status alone; the body is for whoever tries the URL by hand. */
export function answer(response: ServerResponse, status: number, body: Readonly<Record<string, unknown>>): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(status === 401 && { 'www-authenticate': 'Basic realm="callbacks"' }),
    // Whoever sends too slowly would go on sending into the next request.
    ...(status === 408 && { connection: 'close' }),
  });
  response.end(text);
}
